#include "JSONText.h"

#include <charconv>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace geojson {

/// Nesting deeper than this is refused; GeoJSON needs about ten levels.
static constexpr size_t maximumDepth = 1000;

bool JSONText::fail(Fault why, const char *what) {
  if (fault != noFault) return false;
  fault = why;
  problem = what;
  faultOffset = offset();
  return false;
}

bool JSONText::enter(char bracket) {
  if (!take(bracket)) return fail(notJSON, "an object or array is missing");
  if (++depth > maximumDepth) return fail(notJSON, "it is nested too deeply");
  return true;
}

// Strings

/// The first quote, backslash or control character.
static const char *endOfPlainText(const char *at, const char *end) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
  const __m128i lastControl = _mm_set1_epi8(0x1F);
  for (; end - at >= 16; at += 16) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(block, lastControl), block);
    __m128i hits = _mm_or_si128(
        control, _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, slash)));
    int mask = _mm_movemask_epi8(hits);
    if (mask) return at + __builtin_ctz(unsigned(mask));
  }
#endif
  while (at < end && *at != '"' && *at != '\\' && uint8_t(*at) >= 0x20) at++;
  return at;
}

bool JSONText::string(std::string_view &value) {
  if (!take('"')) return fail(notJSON, "a text between quotes is missing");
  const char *start = at;
  at = endOfPlainText(at, end);
  if (at == end) return fail(notJSON, "a text has no closing quote");
  if (*at != '"') return stringWithEscapes(start, value);
  value = std::string_view(start, size_t(at++ - start));
  return true;
}

bool JSONText::stringWithEscapes(const char *start, std::string_view &value) {
  unescaped.assign(start, size_t(at - start));
  while (at < end && *at != '"') {
    if (*at != '\\') return fail(notJSON, "a text holds a control character");
    at++;
    if (!escape()) return false;
    const char *plain = at;
    at = endOfPlainText(at, end);
    unescaped.append(plain, size_t(at - plain));
  }
  if (at == end) return fail(notJSON, "a text has no closing quote");
  at++;
  value = unescaped;
  return true;
}

bool JSONText::escape() {
  static constexpr std::string_view names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  char name = at < end ? *at++ : '\0';
  if (name == 'u') return unicodeEscape();
  size_t index = names.find(name);
  if (index == std::string_view::npos) return fail(notJSON, "a text holds an unknown escape");
  unescaped.push_back(meanings[index]);
  return true;
}

bool JSONText::hexadecimal(uint32_t &value) {
  if (end - at < 4) return fail(notJSON, "a text ends in the middle of an escape");
  auto result = std::from_chars(at, at + 4, value, 16);
  if (result.ptr != at + 4) return fail(notJSON, "a \\u escape needs four hexadecimal digits");
  at += 4;
  return true;
}

bool JSONText::unicodeEscape() {
  uint32_t code, low;
  if (!hexadecimal(code)) return false;
  if (code >= 0xD800 && code < 0xE000) {
    bool isPair = code < 0xDC00 && end - at >= 2 && at[0] == '\\' && at[1] == 'u';
    if (!isPair) return fail(notJSON, "a \\u escape is half a character");
    at += 2;
    if (!hexadecimal(low)) return false;
    if (low < 0xDC00 || low >= 0xE000) return fail(notJSON, "a \\u escape is half a character");
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  // UTF-8 (RFC 3629): the bits in groups of six, the first byte tells how many groups follow.
  int groups = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  static constexpr uint8_t marks[] = {0x00, 0xC0, 0xE0, 0xF0};
  unescaped.push_back(char(marks[groups] | (code >> (6 * groups))));
  while (groups-- > 0) unescaped.push_back(char(0x80 | ((code >> (6 * groups)) & 0x3F)));
  return true;
}

// Numbers

bool JSONText::passDigits() {
  const char *first = at;
  while (at < end && *at >= '0' && *at <= '9') at++;
  return at > first;
}

/// Passes over a number and tells how it is written, not its value.
bool JSONText::passNumber(Number &number) {
  const char *start = at;
  if (at < end && *at == '-') at++;
  const char *first = at;
  if (!passDigits()) return fail(notJSON, "a value is missing");
  if (*first == '0' && at - first > 1) return fail(notJSON, "a number starts with a needless 0");
  number.isWhole = true;
  if (at < end && *at == '.') {
    at++;
    number.isWhole = false;
    if (!passDigits()) return fail(notJSON, "a number has no digit behind its point");
  }
  if (at < end && (*at | 0x20) == 'e') {
    at++;
    number.isWhole = false;
    if (at < end && (*at == '+' || *at == '-')) at++;
    if (!passDigits()) return fail(notJSON, "a number has no digit behind its exponent's 'e'");
  }
  number.token = std::string_view(start, size_t(at - start));
  return true;
}

/// Whether a number that no double can hold is too small rather than too large.
static bool isTiny(std::string_view token) {
  size_t exponent = token.find_first_of("eE");
  if (exponent != std::string_view::npos) return token[exponent + 1] == '-';
  return token.substr(token[0] == '-' ? 1 : 0, 2) == "0.";
}

/// A number with many digits or an exponent, or none at all.
bool JSONText::unusualNumber(Number &number) {
  const char *start = at;
  if (!passNumber(number)) return false;
  number.fits = number.isWhole && std::from_chars(start, at, number.whole).ec == std::errc();
  if (std::from_chars(start, at, number.value).ec != std::errc::result_out_of_range) return true;
  number.value = *start == '-' ? -0.0 : 0.0;
  if (isTiny(number.token)) return true;
  at = start;
  return fail(notJSON, "a number is too large");
}

// Values

bool JSONText::word(const char *letters) {
  size_t length = std::strlen(letters);
  if (size_t(end - at) < length || std::memcmp(at, letters, length) != 0)
    return fail(notJSON, "a value is missing");
  at += length;
  return true;
}

bool JSONText::skipValue() {
  switch (peek()) {
    case '{': return members([&](std::string_view) { return skipValue(); });
    case '[': return elements([&] { return skipValue(); });
    case '"': {
      std::string_view value;
      return string(value);
    }
    case 't': return word("true");
    case 'f': return word("false");
    case 'n': return word("null");
    default: {
      Number value;
      return passNumber(value);
    }
  }
}

}  // namespace geojson
