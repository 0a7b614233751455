#pragma once
// C interface over simdjson: GeoJSON text in, flat arrays out. No exception crosses it; memory of a
// result belongs to the result and goes with `geojson_features_free`.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Where a text went wrong. `code` 0 stands for no error, 1 for text that is not JSON, 2 for text that
/// is not UTF-8, 3 for JSON that is not GeoJSON, 4 for want of memory.
typedef struct {
  int code;
  /// Feature to blame, counted from 1 within the text; 0 for the text as a whole.
  int64_t feature;
  char message[160];
} geojson_error;

/// Part of a text, in bytes.
typedef struct {
  size_t start;
  size_t end;
} geojson_range;

/// Finds the elements of the top-level `features` array, in parts of about `part_size` bytes that each
/// hold whole elements. Writes at most `capacity` ranges to `parts` and the array itself, brackets
/// included, to `array`. Returns the number of parts, or 0 where the text is laid out otherwise and
/// must be read as a whole.
size_t geojson_split(const char *text, size_t length, size_t part_size, geojson_range *parts,
                     size_t capacity, geojson_range *array);

/// Features in flat arrays.
typedef struct geojson_features geojson_features;

/// Reads a text. With `is_part` it is elements of a `features` array, separated by commas; otherwise a
/// whole document: a FeatureCollection, a Feature or a geometry. Attributes named in `fields` are kept,
/// or all where `field_count` is SIZE_MAX. Never NULL unless memory runs out; look at `error` first.
geojson_features *geojson_read(const char *text, size_t length, bool is_part,
                               const char *const *fields, size_t field_count,
                               geojson_error *error);
void geojson_features_free(geojson_features *features);

/// Counts of what was read and of what is worth a note.
typedef struct {
  int64_t features, paths, positions, columns, names, broken;
  /// Positions with more than two numbers, GeometryCollections taken apart, rings closed here,
  /// features without a `properties` member, features whose `id` is neither text nor number; whether the
  /// document was not a FeatureCollection, and whether it says `crs: null`.
  int64_t heights, collections, unclosed, without_properties, bad_ids, bare, unknown_crs;
} geojson_counts;
geojson_counts geojson_get_counts(const geojson_features *features);

/// x and y of all positions. Shape: positions x 2.
const double *geojson_positions(const geojson_features *features);
/// First position of each path, and the number of positions. Shape: paths + 1.
const int64_t *geojson_path_starts(const geojson_features *features);
/// 0 shell, 1 hole, 2 line, 3 point. Shape: paths.
const uint8_t *geojson_path_roles(const geojson_features *features);
/// First path of each feature, and the number of paths. Shape: features + 1.
const int64_t *geojson_feature_starts(const geojson_features *features);

/// Name of the coordinate system in an old `crs` member, or NULL.
const char *geojson_crs(const geojson_features *features);

/// Name `index` of all attributes that occur.
const char *geojson_name(const geojson_features *features, int64_t index);

/// A kept attribute: kinds are 0 null, 1 boolean, 2 integer, 3 number, 4 text. Shapes: features; text
/// is found at `payloads[i]` with `lengths[i]` bytes.
typedef struct {
  const char *name;
  const uint8_t *kinds;
  const uint64_t *payloads;
  const int32_t *lengths;
  const uint8_t *text;
  int64_t text_length;
} geojson_column;
geojson_column geojson_get_column(const geojson_features *features, int64_t index);

/// A feature whose geometry breaks the rules of its kind; it has no paths. `feature` counts from 1.
typedef struct {
  int64_t feature;
  const char *problem;
} geojson_broken;
geojson_broken geojson_get_broken(const geojson_features *features, int64_t index);

#ifdef __cplusplus
}
#endif
