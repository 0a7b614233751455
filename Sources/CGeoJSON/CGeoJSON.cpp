#include "CGeoJSON.h"

#include "FeatureReader.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

using geojson::FeatureReader;
using geojson::JSONText;

static void report(geojson::Fault fault, int64_t feature, size_t offset, const char *problem,
                   geojson_error &error) {
  error.code = fault;
  error.feature = feature;
  error.offset = offset;
  std::snprintf(error.message, sizeof error.message, "%s", problem);
}

/// Runs `read` on emptied features; whatever it says, text that is not UTF-8 comes first: up to
/// `limit`, or where the elements that were read end.
template <typename Read>
static void readChecked(geojson_features &features, JSONText &json, const char *text, size_t start,
                        size_t limit, bool isPart, geojson_error &error, Read read) {
  features.clear();
  json.moveTo(start);
  FeatureReader reader(json, features);
  bool isWell = read(reader);
  size_t end = isWell && isPart ? json.offset() : limit;
  if (!simdjson::validate_utf8(text + start, end - start)) {
    report(geojson::notUTF8, 0, start, "the text is not UTF-8", error);
  } else if (!isWell) {
    report(json.fault, reader.featureNumber(), json.faultOffset, json.problem, error);
  }
  for (size_t i = 0; i < features.columnCount; i++) features.columns[i].fill(features.count());
}

/// The first element of the top-level `features` array, and how much of it others share.
static size_t findFeatures(const char *text, size_t length, size_t &prefixLength) {
  JSONText json(text, length);
  size_t start = 0;
  json.members([&](std::string_view key) {
    if (key != "features" || json.peek() != '[') return json.skipValue();
    json.take('[');
    if (json.peek() == '{') start = json.offset();
    return false;
  });
  if (start == 0) return 0;
  std::string_view word;
  json.take('{');
  if (!json.string(word)) return 0;
  if (word == "type" && !(json.take(':') && json.peek() == '"' && json.string(word))) return 0;
  prefixLength = json.offset() - start;
  return start;
}

extern "C" {

geojson_features *geojson_features_make(const char *const *fields, size_t field_count) {
  try {
    return new geojson_features(fields, field_count);
  } catch (const std::bad_alloc &) {
    return nullptr;
  }
}

void geojson_features_free(geojson_features *features) { delete features; }

bool geojson_is_utf8(const char *text, size_t length) {
  return simdjson::validate_utf8(text, length);
}

size_t geojson_find_features(const char *text, size_t length, size_t *prefix_length) {
  try {
    return findFeatures(text, length, *prefix_length);
  } catch (const std::bad_alloc &) {
    return 0;
  }
}

size_t geojson_guess_feature(const char *text, size_t prefix, size_t prefix_length, size_t from,
                             size_t to) {
  const void *found = memmem(text + from, to - from, text + prefix, prefix_length);
  return found ? size_t(static_cast<const char *>(found) - text) : to;
}

void geojson_features_keep_near(geojson_features *features, geojson_box box) {
  features->near = box;
  features->isSelective = true;
}

geojson_end geojson_read_part(geojson_features *features, const char *text, size_t length,
                              size_t start, size_t limit, geojson_error *error) {
  *error = geojson_error{};
  geojson_end end{};
  try {
    JSONText json(text, length);
    readChecked(*features, json, text, start, std::min(limit, length), true, *error,
                [&](FeatureReader &reader) { return reader.elements(limit, end.is_last); });
    end.offset = json.offset();
  } catch (const std::bad_alloc &) {
    error->code = geojson::noMemory;
  }
  return end;
}

void geojson_read_document(geojson_features *features, const char *text, size_t length,
                           geojson_error *error) {
  *error = geojson_error{};
  try {
    JSONText json(text, length);
    readChecked(*features, json, text, 0, length, false, *error,
                [](FeatureReader &reader) { return reader.document(); });
  } catch (const std::bad_alloc &) {
    error->code = geojson::noMemory;
  }
}

geojson_counts geojson_get_counts(const geojson_features *features) {
  geojson_counts counts = features->counts;
  counts.features = int64_t(features->count());
  counts.paths = int64_t(features->pathRoles.size());
  counts.positions = int64_t(features->coordinates.count);
  counts.columns = int64_t(features->columnCount);
  counts.names = int64_t(features->names.size());
  counts.broken = int64_t(features->broken.size());
  return counts;
}

const double *geojson_positions(const geojson_features *features) {
  return features->coordinates.position(0);
}
const int64_t *geojson_path_starts(const geojson_features *features) {
  return features->pathStarts.data();
}
const uint8_t *geojson_path_roles(const geojson_features *features) {
  return features->pathRoles.data();
}
const int64_t *geojson_feature_starts(const geojson_features *features) {
  return features->featureStarts.data();
}
const int64_t *geojson_numbers(const geojson_features *features) {
  return features->numbers.data();
}
geojson_box geojson_extent(const geojson_features *features) { return features->extent; }
const char *geojson_crs(const geojson_features *features) {
  return features->crs.empty() ? nullptr : features->crs.c_str();
}
const char *geojson_name(const geojson_features *features, int64_t index) {
  return features->names[size_t(index)].c_str();
}
geojson_column geojson_get_column(const geojson_features *features, int64_t index) {
  const geojson::Column &column = features->columns[size_t(index)];
  return {column.name.c_str(),   column.kinds.data(), column.payloads.data(),
          column.lengths.data(), column.text.data(),  int64_t(column.text.size())};
}
geojson_broken geojson_get_broken(const geojson_features *features, int64_t index) {
  const auto &broken = features->broken[size_t(index)];
  return {broken.first, broken.second};
}
}
