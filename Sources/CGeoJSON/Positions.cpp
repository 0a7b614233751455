// Positions as most files write them, one behind the other.

#include "JSONText.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace geojson {

/// Bytes that may be looked at from a position's bracket on.
static constexpr ptrdiff_t lookahead = 64;

/// Bit i tells whether byte i is no digit, for the first 32; all further bits are set.
static uint64_t nonDigits(const char *bytes) {
#if defined(__SSE2__)
  const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9);
  auto digits = [&](const char *from) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
    __m128i values = _mm_xor_si128(block, zero);
    return unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(values, nine), values)));
  };
  return ~uint64_t(digits(bytes) | digits(bytes + 16) << 16);
#else
  uint64_t found = ~uint64_t(0) << 32;
  for (int i = 0; i < 32; i++) found |= uint64_t(bytes[i] < '0' || bytes[i] > '9') << i;
  return found;
#endif
}

/// Passes over a character where it is there. Written as a jump, and not as a sum that the next step
/// would wait for: a file is laid out alike throughout, so the processor guesses right and goes on.
static bool passGuessed(const char *&at, char expected, bool guess) {
  if (!__builtin_expect(*at == expected, guess)) return false;
  asm volatile("");  // keeps the jump a jump
  at++;
  return true;
}

/// Digits, a point and digits, whose ends were found all at once.
struct PlainNumber {
  const char *first;
  size_t whole, decimals;

  PlainNumber(const char *first, uint64_t nonDigits)
      : first(first), whole(size_t(__builtin_ctzll(nonDigits))),
        decimals(size_t(__builtin_ctzll(nonDigits & (nonDigits - 1))) - whole - 1) {}

  size_t length() const { return whole + 1 + decimals; }

  /// Gives the value, unless the number is none or too long. That what seems a digit's end is one where
  /// no byte was looked at shows in the character that stands there.
  [[gnu::always_inline]] bool value(bool isNegative, double &value) const {
    if (((whole - 1) | (decimals - 1)) >= 8 || first[whole] != '.') return false;
    if (*first == '0' && whole > 1) return false;
    uint64_t digits = valueOfDigits(first, whole) * wholePowersOfTen[decimals] +
                      valueOfDigits(first + whole + 1, decimals);
    if (digits >> 53) return false;
    // Both are exact, so their quotient is correctly rounded, as in `JSONText::quotient`.
    double magnitude = double(int64_t(digits)) / powersOfTen[decimals];
    value = isNegative ? -magnitude : magnitude;
    return true;
  }
};

/// Passes over a position, and leaves `at` anywhere where it is not a plain one.
static bool takePosition(const char *&at, double *xy) {
  if (*at++ != '[') return false;
  passGuessed(at, ' ', true);
  bool isNegativeX = passGuessed(at, '-', false);
  const char *start = at;
  uint64_t ends = nonDigits(start);
  PlainNumber x(at, ends);
  if (!x.value(isNegativeX, xy[0])) return false;
  at += x.length();
  if (*at++ != ',') return false;
  passGuessed(at, ' ', true);
  bool isNegativeY = passGuessed(at, '-', false);
  PlainNumber y(at, ends >> (at - start));
  if (!y.value(isNegativeY, xy[1])) return false;
  at += y.length();
  passGuessed(at, ' ', true);
  return *at++ == ']';
}

size_t JSONText::takePositions(double *xy, size_t most) {
  peek();
  const char *next = at;
  size_t count = 0;
  while (count < most && end - next >= lookahead && takePosition(next, xy + 2 * count)) {
    at = next;
    count++;
    if (*next++ != ',') break;
    passGuessed(next, ' ', true);
  }
  return count;
}

}  // namespace geojson
