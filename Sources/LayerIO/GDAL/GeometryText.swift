import CGDAL
import Foundation
import Geometry

/// A geometry that is written as text: well-known text, which may have a system before it as PostGIS
/// (`SRID=28992;POINT ...`) and GeoSPARQL (`<http://.../EPSG/0/28992> POINT ...`) write it; well-known
/// binary in hexadecimal, also PostGIS's; or a GeoJSON geometry.
@safe final class GeometryText {
  /// Sound: made here, destroyed in `deinit`.
  let geometry: OGRGeometryH
  /// The coordinate system that the text tells, as an authority's code; nil where it tells none.
  let system: String?

  /// Why a text can't be read.
  struct Failure: Error {
    let detail: Wording

    fileprivate init(_ reason: Wording) {
      detail = Wording(
        en: "the text of the geometry can't be read: \(reason.en)",
        nl: "de tekst van de geometrie is niet te lezen: \(reason.nl)")
    }
  }

  /// Reads a text that is not blank.
  init(_ text: String) throws(Failure) {
    let text = Self.trimmed(text[...])
    let (prefix, body) = Self.split(text)
    if let bytes = hexadecimalBytes(body) {
      let (plain, number) = withoutSystem(bytes)
      system = prefix ?? number.map { "EPSG:\($0)" }
      unsafe geometry = try Self.geometry(binary: plain)
    } else if body.hasPrefix("{") {
      system = prefix
      guard let read = unsafe OGR_G_CreateGeometryFromJson(body) else {
        throw Self.notGeometry(text)
      }
      unsafe geometry = unsafe read
    } else {
      system = prefix
      unsafe geometry = try Self.geometry(wellKnownText: body)
    }
  }

  deinit { unsafe OGR_G_DestroyGeometry(geometry) }

  // MARK: System

  /// The system before the text, and what follows.
  private static func split(_ text: String) -> (system: String?, body: String) {
    if text.hasPrefix("<"), let end = text.firstIndex(of: ">") {
      let address = text[text.index(after: text.startIndex)..<end]
      return (systemCode(address: address), trimmed(text[text.index(after: end)...]))
    }
    guard text.prefix(5).uppercased() == "SRID=", let end = text.firstIndex(of: ";") else {
      return (nil, text)
    }
    let number = Int(trimmed(text[text.index(text.startIndex, offsetBy: 5)..<end])) ?? 0
    return (number > 0 ? "EPSG:\(number)" : nil, trimmed(text[text.index(after: end)...]))
  }

  /// `http://www.opengis.net/def/crs/EPSG/0/28992` is EPSG:28992; another address stays as it is.
  private static func systemCode(address: Substring) -> String {
    let parts = address.split(separator: "/")
    if parts.last == "CRS84" { return CoordinateSystem.crs84Definition }
    guard parts.count > 3, parts[parts.count - 3].uppercased() == "EPSG" else {
      return String(address)
    }
    return "EPSG:\(parts[parts.count - 1])"
  }

  /// Most texts have nothing to take away, and Foundation goes through all of one to find that out.
  private static func trimmed(_ text: Substring) -> String {
    let isBare = { (byte: UInt8?) in byte.map { $0 > 0x20 && $0 < 0x7F } ?? true }
    return isBare(text.utf8.first) && isBare(text.utf8.last)
      ? String(text) : text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  // MARK: Geometry

  private static func geometry(wellKnownText text: String) throws(Failure) -> OGRGeometryH {
    var geometry: OGRGeometryH?
    // Sound: GDAL moves `place` within the copy, which is freed after it was looked at.
    guard let copy = unsafe strdup(text) else { throw notGeometry(text) }
    defer { unsafe free(copy) }
    var place: UnsafeMutablePointer<CChar>? = unsafe copy
    let result = unsafe OGR_G_CreateFromWkt(&place, nil, &geometry)
    guard result == OGRERR_NONE, let geometry = unsafe geometry else { throw notGeometry(text) }
    let rest = unsafe place.map { unsafe String(cString: $0) } ?? ""
    let behind = trimmed(rest[...])
    guard behind.isEmpty || behind == ";" else {
      unsafe OGR_G_DestroyGeometry(geometry)
      throw Failure(
        Wording(
          en: "'\(excerpt(behind))' follows behind it", nl: "er staat '\(excerpt(behind))' achter"))
    }
    return unsafe geometry
  }

  private static func geometry(binary bytes: [UInt8]) throws(Failure) -> OGRGeometryH {
    var geometry: OGRGeometryH?
    // Sound: GDAL reads the bytes during the call, and no more than it is told there are.
    let result = unsafe bytes.withUnsafeBytes { bytes in
      unsafe OGR_G_CreateFromWkb(bytes.baseAddress, nil, &geometry, Int32(bytes.count))
    }
    guard result == OGRERR_NONE, let geometry = unsafe geometry else {
      throw Failure(
        Wording(
          en: "its well-known binary is cut or broken",
          nl: "de binaire tekst (WKB) is afgekapt of kapot"))
    }
    return unsafe geometry
  }

  private static func notGeometry(_ text: String) -> Failure {
    Failure(
      Wording(
        en: "'\(excerpt(text))' is no geometry", nl: "'\(excerpt(text))' is geen geometrie"))
  }

  private static func excerpt(_ text: String) -> String {
    text.count > 60 ? text.prefix(57) + "..." : text
  }
}

/// The bytes that a text of hexadecimal digits stands for, if it begins as well-known binary does.
private func hexadecimalBytes(_ text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count >= 10, digits.count.isMultiple(of: 2), digits[0] == UInt8(ascii: "0"),
    digits[1] == UInt8(ascii: "0") || digits[1] == UInt8(ascii: "1")
  else { return nil }
  let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
  guard values.count == digits.count else { return nil }
  return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
}

/// PostGIS's binary without the number of its system, which a bit of the type announces.
private func withoutSystem(_ bytes: [UInt8]) -> (bytes: [UInt8], system: Int?) {
  let isLittle = bytes[0] == 1
  let flags = isLittle ? 4 : 1
  guard bytes.count >= 9, bytes[flags] & 0x20 != 0 else { return (bytes, nil) }
  var plain = bytes
  plain[flags] &= ~0x20
  plain.removeSubrange(5..<9)
  let digits = isLittle ? bytes[5..<9].reversed() : Array(bytes[5..<9])
  let number = digits.reduce(0) { $0 << 8 | Int($1) }
  return (plain, number > 0 ? number : nil)
}
