// A libFuzzer target for the GeoJSON reader: whatever the bytes are, the text read as a whole, in one
// part, in small parts and near a box must tell the same, and no memory but the text may be looked at.

#include "CGeoJSON.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace {

/// Bytes of a part; smaller than a feature, so that parts hold one each.
constexpr size_t partSize = 24;

struct Free {
  void operator()(geojson_features *features) const { geojson_features_free(features); }
};
using Features = std::unique_ptr<geojson_features, Free>;

[[noreturn]] void differ(const char *what) {
  std::fprintf(stderr, "whole and parts differ: %s\n", what);
  std::abort();
}

uint64_t mixed(uint64_t a, uint64_t b) {
  a = (a ^ b) * 0x9E3779B97F4A7C15;
  return a ^ (a >> 29);
}

uint64_t mixed(uint64_t a, const void *bytes, size_t count) {
  const auto *at = static_cast<const uint8_t *>(bytes);
  for (size_t i = 0; i < count; i++) a = mixed(a, at[i]);
  return mixed(a, count);
}

/// What a text holds, so that two readings can be compared.
struct Content {
  bool isWell = true;
  uint64_t hash = 0;
  int64_t features = 0, positions = 0, broken = 0;
  int64_t heights = 0, collections = 0, unclosed = 0, withoutProperties = 0, badIDs = 0;
  std::set<std::string> names;

  void add(const geojson_features *read) {
    geojson_counts counts = geojson_get_counts(read);
    features += counts.features, positions += counts.positions, broken += counts.broken;
    heights += counts.heights, collections += counts.collections, unclosed += counts.unclosed;
    withoutProperties += counts.without_properties, badIDs += counts.bad_ids;
    for (int64_t i = 0; i < counts.names; i++) names.insert(geojson_name(read, i));
    for (int64_t i = 0; i < counts.features; i++) addFeature(read, counts, i);
  }

  void compare(const Content &other) const {
    if (isWell != other.isWell) differ("one of them is refused");
    if (!isWell) return;
    if (features != other.features) differ("number of features");
    if (positions != other.positions) differ("number of positions");
    if (broken != other.broken) differ("broken features");
    if (hash != other.hash) differ("shapes or values");
    if (names != other.names) differ("names of attributes");
    if (heights != other.heights || collections != other.collections ||
        unclosed != other.unclosed || withoutProperties != other.withoutProperties ||
        badIDs != other.badIDs)
      differ("counts for notes");
  }

 private:
  void addFeature(const geojson_features *read, const geojson_counts &counts, int64_t feature) {
    const int64_t *paths = geojson_feature_starts(read), *starts = geojson_path_starts(read);
    for (int64_t path = paths[feature]; path < paths[feature + 1]; path++) {
      hash = mixed(hash, geojson_path_roles(read)[path]);
      size_t length = size_t(starts[path + 1] - starts[path]) * 2 * sizeof(double);
      hash = mixed(hash, geojson_positions(read) + 2 * starts[path], length);
    }
    // Parts meet names in an order of their own.
    uint64_t values = 0;
    for (int64_t i = 0; i < counts.columns; i++) {
      geojson_column column = geojson_get_column(read, i);
      if (column.kinds[feature] == 0) continue;
      uint64_t value = mixed(mixed(1, column.name, std::strlen(column.name)), column.kinds[feature]);
      values += column.kinds[feature] == 4
                    ? mixed(value, column.text + column.payloads[feature],
                            size_t(column.lengths[feature]))
                    : mixed(value, column.payloads[feature]);
    }
    hash = mixed(hash, values);
  }
};

Content readWhole(geojson_features *features, const std::string &text) {
  Content content;
  geojson_error error;
  geojson_read_document(features, text.data(), text.size(), &error);
  content.isWell = error.code == 0;
  if (content.isWell) content.add(features);
  return content;
}

/// The elements of the `features` array by parts of `step` bytes, and what stands around them.
Content readParts(geojson_features *features, const std::string &text, size_t start, size_t step) {
  Content content;
  size_t place = start;
  geojson_end end{};
  // A text that ends within the array has no last element; its envelope is broken then.
  while (!end.is_last && place < text.size()) {
    geojson_error error;
    size_t limit = text.size() - place < step ? text.size() : place + step;
    end = geojson_read_part(features, text.data(), text.size(), place, limit, &error);
    content.isWell = error.code == 0;
    if (!content.isWell) return content;
    if (end.offset <= place || end.offset > text.size()) differ("a part does not come further");
    content.add(features);
    place = end.offset;
  }
  Content envelope = readWhole(features, text.substr(0, start) + text.substr(place));
  content.isWell = envelope.isWell;
  if (envelope.features != 0) differ("features around the features");
  return content;
}

/// Features that do not come near a box are counted and let go; all others stay.
void readNear(const std::string &text, size_t start, const Content &whole) {
  Features near(geojson_features_make(nullptr, SIZE_MAX));
  geojson_features_keep_near(near.get(), {-1, -1, 200'000, 1});
  geojson_error error;
  geojson_read_part(near.get(), text.data(), text.size(), start, text.size(), &error);
  if (error.code != 0) differ("near a box it is refused");
  geojson_counts counts = geojson_get_counts(near.get());
  if (counts.features + counts.far != whole.features) differ("features that were let go");
  const int64_t *numbers = geojson_numbers(near.get());
  for (int64_t i = 0; i < counts.features; i++) {
    if (numbers[i] <= (i > 0 ? numbers[i - 1] : 0) || numbers[i] > whole.features)
      differ("numbers of features near a box");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  static geojson_features *features = geojson_features_make(nullptr, SIZE_MAX);
  // A copy of its own length, so that a look behind its end is noticed.
  const std::string text(reinterpret_cast<const char *>(bytes), count);
  size_t prefix = 0;
  size_t start = geojson_find_features(text.data(), text.size(), &prefix);
  if (start > text.size() || prefix > text.size() - start) differ("the first feature is nowhere");
  Content whole = readWhole(features, text);
  if (start == 0) return 0;
  whole.compare(readParts(features, text, start, text.size()));
  whole.compare(readParts(features, text, start, partSize));
  if (whole.isWell) readNear(text, start, whole);
  return 0;
}
