#pragma once
// Numbers from digits, eight at a time.

#include <cstddef>
#include <cstdint>

namespace geojson {

inline constexpr double powersOfTen[20] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                           1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                           1e14, 1e15, 1e16, 1e17, 1e18, 1e19};
inline constexpr uint64_t wholePowersOfTen[9] = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

inline uint64_t littleEndian(const char *bytes) {
  uint64_t value;
  __builtin_memcpy(&value, bytes, sizeof value);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap64(value);
#endif
  return value;
}

/// The number of eight digits, the first in the lowest byte: pairs, then fours, then all.
inline uint64_t valueOfEight(uint64_t values) {
  values = values * 10 + (values >> 8);
  uint64_t low = (values & 0x000000FF000000FF) * 0x000F424000000064;
  uint64_t high = ((values >> 16) & 0x000000FF000000FF) * 0x0000271000000001;
  return (low + high) >> 32;
}

/// The value of one to eight digits.
inline uint64_t valueOfDigits(const char *first, size_t count) {
  return valueOfEight((littleEndian(first) ^ 0x3030303030303030) << (64 - 8 * count));
}

}  // namespace geojson
