#pragma once
// JSON (RFC 8259) in one pass over its text: whatever is passed over is checked as well as what is
// read. Nothing is built; whoever reads takes values as they come.

#include "Digits.h"

#include <cfloat>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace geojson {

/// Why reading stopped; the values are those of `geojson_error.code`.
enum Fault : int { noFault = 0, notJSON = 1, notUTF8 = 2, notGeoJSON = 3, noMemory = 4 };

/// A number and how it was written.
struct Number {
  std::string_view token;
  double value;
  /// Whether it has neither fraction nor exponent.
  bool isWhole;
  /// The value of a whole number, where 64 bits hold it.
  int64_t whole;
  bool fits;
};

/// A place in a text, moving forward. Functions that can fail return false, and say why once.
class JSONText {
 public:
  JSONText(const char *text, size_t length) : begin(text), at(text), end(text + length) {}

  Fault fault = noFault;
  const char *problem = "";
  /// Where in the text reading stopped, in bytes.
  size_t faultOffset = 0;

  bool fail(Fault why, const char *what);

  size_t offset() const { return size_t(at - begin); }
  void moveTo(size_t offset) { at = begin + offset; }

  /// The next character that is not a space, without passing over it; 0 at the end.
  char peek() {
    while (at < end && isSpace(*at)) at++;
    return at < end ? *at : '\0';
  }

  /// Passes over a character, where it is the next one.
  bool take(char expected) {
    if (peek() != expected) return false;
    at++;
    return true;
  }

  /// Passes over an object; `body` is called with each key and has to pass over the value.
  template <typename Body>
  bool members(Body body) {
    if (!enter('{')) return false;
    if (take('}')) return leave();
    do {
      std::string_view key;
      if (!string(key)) return false;
      if (!take(':')) return fail(notJSON, "a ':' is missing behind a name");
      if (!body(key)) return false;
    } while (take(','));
    return take('}') ? leave() : fail(notJSON, "a ',' or '}' is missing");
  }

  /// Passes over an array; `body` is called before each element and has to pass over it.
  template <typename Body>
  bool elements(Body body) {
    if (!enter('[')) return false;
    if (take(']')) return leave();
    do {
      if (!body()) return false;
    } while (take(','));
    return take(']') ? leave() : fail(notJSON, "a ',' or ']' is missing");
  }

  /// Passes over a string. `value` is valid until the next one is read.
  bool string(std::string_view &value);

  /// Passes over a number.
  bool number(Number &number) {
    const char *start = at;
    bool isNegative = at < end && *at == '-';
    at += isNegative;
    const char *first = at;
    uint64_t digits = 0;
    size_t whole = takeDigits(digits), decimals = 0;
    bool isWell = whole == 1 || (whole > 1 && *first != '0');
    number.isWhole = at == end || *at != '.';
    if (!number.isWhole) {
      at++;
      decimals = takeDigits(digits);
      isWell = isWell && decimals > 0;
    }
    bool hasExponent = at < end && (*at | 0x20) == 'e';
    bool isShort = whole + decimals <= 19;
    double magnitude;
    isWell = isWell && !hasExponent && whole <= 19 &&
             (isShort ? quotient(digits, decimals, magnitude)
                      : longQuotient(first, whole, magnitude));
    if (!isWell) {
      at = start;
      return unusualNumber(number);
    }
    number.value = isNegative ? -magnitude : magnitude;
    number.whole = int64_t(isNegative ? 0 - digits : digits);
    number.fits = isShort && digits <= uint64_t(INT64_MAX) + isNegative;
    number.token = std::string_view(start, size_t(at - start));
    return true;
  }

  /// Passes over positions `[x, y]` and the commas between them as long as their numbers have one to
  /// eight digits before and behind their point, as coordinates mostly do; stops before anything else,
  /// for the ordinary way. Writes at most `most` of them to `xy` and tells how many.
  size_t takePositions(double *xy, size_t most);

  /// Passes over a value of any kind.
  bool skipValue();

  /// Passes over a value of any kind; `written` is its text.
  bool skipped(std::string_view &written) {
    peek();
    const char *start = at;
    if (!skipValue()) return false;
    written = std::string_view(start, size_t(at - start));
    return true;
  }

  /// Passes over spaces; false where something else follows.
  bool isAtEnd() { return peek() == '\0' && at == end; }

 private:
  const char *begin;
  const char *at;
  const char *end;
  size_t depth = 0;
  std::string unescaped;

  static bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

  bool enter(char bracket);
  bool leave() {
    depth--;
    return true;
  }

  /// Passes over digits, appends them to `digits` (which may overflow) and tells how many.
  size_t takeDigits(uint64_t &digits) {
    const char *first = at;
    while (end - at >= 8 && takeUpToEightDigits(digits) == 8) {
    }
    while (at < end && *at >= '0' && *at <= '9') digits = 10 * digits + uint64_t(*at++ - '0');
    return size_t(at - first);
  }

  /// Needs eight bytes to look at. Works on all of them at once, since a branch on how many digits
  /// a coordinate has would often be guessed wrong.
  size_t takeUpToEightDigits(uint64_t &digits) {
    uint64_t bytes = littleEndian(at);
    uint64_t values = bytes ^ 0x3030303030303030;
    // The high bit of each byte that is no digit: over 9 after the exclusive or.
    uint64_t others = ((values + 0x7676767676767676) | values) & 0x8080808080808080;
    if (others == 0) {
      digits = 100'000'000 * digits + valueOfEight(values);
      at += 8;
      return 8;
    }
    size_t count = size_t(__builtin_ctzll(others)) / 8;
    if (count > 0) {
      digits = wholePowersOfTen[count] * digits + valueOfEight(values << (64 - 8 * count));
    }
    at += count;
    return count;
  }

  /// The double nearest to `digits` over a power of ten up to 19; false where more is needed.
  static bool quotient(uint64_t digits, size_t power, double &value) {
    if (digits >> 53 == 0) {
      // Both numbers are exact, so their quotient is correctly rounded (W. D. Clinger, "How to read
      // floating point numbers accurately", 1990).
      value = double(digits) / powersOfTen[power];
      return true;
    }
#if LDBL_MANT_DIG == 64
    // The same with 64 bits. Rounding a second time, to 53, goes wrong only where the first result
    // lies half-way between two doubles: where the last 11 bits are a 1 and ten 0s.
    long double extended = (long double)digits / (long double)powersOfTen[power];
    uint64_t bits;
    __builtin_memcpy(&bits, &extended, sizeof bits);
    value = double(extended);
    return (bits & 0x7FF) != 0x400;
#else
    return false;
#endif
  }

  /// The same for more digits than 64 bits hold, where all but the first 19 make no difference.
  static bool longQuotient(const char *first, size_t whole, double &value) {
    uint64_t digits = 0;
    for (size_t i = 0; i < 19; i++) digits = 10 * digits + uint64_t(first[i + (i >= whole)] - '0');
    double above;
    return quotient(digits, 19 - whole, value) && quotient(digits + 1, 19 - whole, above) &&
           value == above;
  }

  bool unusualNumber(Number &number);
  bool passDigits();
  bool passNumber(Number &number);
  bool stringWithEscapes(const char *start, std::string_view &value);
  bool escape();
  bool unicodeEscape();
  bool hexadecimal(uint32_t &value);
  bool word(const char *letters);
};

}  // namespace geojson
