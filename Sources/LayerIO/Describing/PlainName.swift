import Foundation

/// A name of a field, a file or a value as it is compared: lower case, without accents, and without
/// what is neither a letter nor a digit, so that `eindRegistratie`, `eind_registratie` and
/// `EINDREGISTRATIE` are one.
package func plainName(_ text: String) -> String {
  plainText(text).filter { $0.isLetter || $0.isNumber }
}

/// The words of a name in lower case without accents, parted at signs and where a capital follows a
/// small letter: `wijk_code` and `wijkCode` are two words each.
package func plainWords(_ text: String) -> [String] {
  var parted = ""
  var previous: Character = " "
  for character in text {
    if previous.isLowercase && character.isUppercase { parted.append(" ") }
    parted.append(character)
    previous = character
  }
  return plainText(parted).split { !$0.isLetter && !$0.isNumber }.map(String.init)
}

private func plainText(_ text: String) -> String {
  text.lowercased().replacingOccurrences(of: "ß", with: "ss")
    .folding(options: .diacriticInsensitive, locale: nil)
}
