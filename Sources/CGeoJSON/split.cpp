#include "CGeoJSON.h"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace {

/// Looks through JSON text without parsing it: enough to find where features begin and end. Whatever it
/// does not expect makes it give up, and the text is then read as a whole.
class Scanner {
 public:
  Scanner(const char *text, size_t length) : text(text), length(length) {}

  size_t at = 0;

  bool ended() const { return at >= length; }
  char peek() const { return at < length ? text[at] : '\0'; }

  void skipSpace() {
    while (at < length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
      at++;
  }

  bool take(char expected) {
    skipSpace();
    if (peek() != expected) return false;
    at++;
    return true;
  }

  /// Passes over a string, from its opening quote on.
  bool skipString() {
    if (peek() != '"') return false;
    at++;
    while (at < length) {
      const char *quote = static_cast<const char *>(std::memchr(text + at, '"', length - at));
      if (!quote) return false;
      size_t end = size_t(quote - text);
      size_t backslashes = 0;
      while (end > at + backslashes && text[end - 1 - backslashes] == '\\') backslashes++;
      at = end + 1;
      if (backslashes % 2 == 0) return true;
    }
    return false;
  }

  /// Passes over an object or array, from its opening bracket on.
  bool skipNested() {
    size_t depth = 0;
    while (at < length) {
      char c = text[at];
      if (c == '"') {
        if (!skipString()) return false;
        continue;
      }
      at++;
      if (c == '{' || c == '[') depth++;
      if ((c == '}' || c == ']') && --depth == 0) return true;
    }
    return false;
  }

  /// Passes over an object by its braces alone; brackets within it are the parser's business.
  bool skipObject() {
    size_t depth = 0;
    while (at < length) {
      skipPlain();
      if (at >= length) return false;
      char c = text[at];
      if (c == '"') {
        if (!skipString()) return false;
        continue;
      }
      at++;
      if (c == '{') depth++;
      if (c == '}' && --depth == 0) return true;
    }
    return false;
  }

  bool skipValue() {
    skipSpace();
    char c = peek();
    if (c == '"') return skipString();
    if (c == '{' || c == '[') return skipNested();
    while (at < length && !std::strchr(",]} \n\r\t", text[at])) at++;
    return true;
  }

  bool hasEscape(size_t start, size_t end) const {
    return std::memchr(text + start, '\\', end - start) != nullptr;
  }

  bool isKey(size_t start, size_t end, const char *name) const {
    return end - start == std::strlen(name) && std::memcmp(text + start, name, end - start) == 0;
  }

 private:
  const char *text;
  size_t length;

  /// Moves to the next quote or brace.
  void skipPlain() {
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
    while (at + 16 <= length) {
      __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + at));
      __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(block, quote),
                                  _mm_or_si128(_mm_cmpeq_epi8(block, open), _mm_cmpeq_epi8(block, close)));
      int mask = _mm_movemask_epi8(hits);
      if (mask) {
        at += size_t(__builtin_ctz(unsigned(mask)));
        return;
      }
      at += 16;
    }
#endif
    while (at < length && text[at] != '"' && text[at] != '{' && text[at] != '}') at++;
  }
};

/// The elements of an array of objects, cut into parts; `scanner` stands behind the opening bracket.
size_t splitElements(Scanner &scanner, size_t part_size, geojson_range *parts, size_t capacity) {
  size_t count = 0;
  scanner.skipSpace();
  size_t start = scanner.at;
  while (true) {
    scanner.skipSpace();
    if (scanner.peek() != '{' || !scanner.skipObject()) return 0;
    size_t end = scanner.at;
    scanner.skipSpace();
    bool last = scanner.peek() == ']';
    if (!last && scanner.peek() != ',') return 0;
    if (last || end - start >= part_size) {
      if (count == capacity) return 0;
      parts[count++] = {start, end};
      start = scanner.at + 1;
    }
    scanner.at++;
    if (last) return count;
  }
}

}  // namespace

size_t geojson_split(const char *text, size_t length, size_t part_size, geojson_range *parts,
                     size_t capacity, geojson_range *array) {
  Scanner scanner(text, length);
  size_t count = 0;
  if (!scanner.take('{')) return 0;
  do {
    scanner.skipSpace();
    size_t start = scanner.at + 1;
    if (!scanner.skipString()) return 0;
    if (scanner.hasEscape(start, scanner.at - 1)) return 0;  // perhaps "features" in disguise
    bool isFeatures = scanner.isKey(start, scanner.at - 1, "features");
    if (!scanner.take(':')) return 0;
    scanner.skipSpace();
    if (!isFeatures || scanner.peek() != '[') {
      if (!scanner.skipValue()) return 0;
      continue;
    }
    if (count > 0) return 0;  // a second array of that name: let the parser judge
    array->start = scanner.at++;
    count = splitElements(scanner, part_size, parts, capacity);
    if (count == 0) return 0;
    array->end = scanner.at;
  } while (scanner.take(','));
  return scanner.take('}') ? count : 0;
}
