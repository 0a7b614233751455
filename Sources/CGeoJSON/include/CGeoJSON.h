#pragma once
// GeoJSON text in, flat arrays out. No exception crosses the interface; what it returns belongs to the
// features and holds until they are filled again or freed.
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
  /// Place in the text, in bytes from its start.
  size_t offset;
  char message[160];
} geojson_error;

/// Features in flat arrays; one object can be filled again and again, and keeps its memory.
typedef struct geojson_features geojson_features;

/// Makes an empty one that keeps the attributes named in `fields`, or all where `field_count` is
/// SIZE_MAX. NULL where memory ran out.
geojson_features *geojson_features_make(const char *const *fields, size_t field_count);
void geojson_features_free(geojson_features *features);

/// A box in the text's own coordinates; no place where a minimum is larger than its maximum.
typedef struct {
  double min_x, min_y, max_x, max_y;
} geojson_box;

/// From now on, features whose positions have a box that does not meet `box` are checked, counted and
/// let go. Those without positions stay.
void geojson_features_keep_near(geojson_features *features, geojson_box box);

/// Whether a text is UTF-8.
bool geojson_is_utf8(const char *text, size_t length);

/// Finds the top-level `features` array. Returns where its first element begins, and in
/// `prefix_length` how many bytes of that probably begin all others as well: its first name and, where
/// that is `type`, the type. 0 where there is no such array, it is empty, or the text is broken.
size_t geojson_find_features(const char *text, size_t length, size_t *prefix_length);

/// Where an element seems to begin, between `from` and `to`; `to` where none does. It may be wrong: an
/// object within an element can begin with the same bytes.
size_t geojson_guess_feature(const char *text, size_t prefix, size_t prefix_length, size_t from,
                             size_t to);

/// Where reading ended.
typedef struct {
  /// The element to go on with, or the bracket that closes the array.
  size_t offset;
  bool is_last;
} geojson_end;

/// Reads elements of a `features` array: from the one that begins at `start` up to the first that
/// begins at or behind `limit`, or to the end of the array. Replaces what `features` holds.
geojson_end geojson_read_part(geojson_features *features, const char *text, size_t length,
                              size_t start, size_t limit, geojson_error *error);

/// Reads a whole document: a FeatureCollection, a Feature or a geometry.
void geojson_read_document(geojson_features *features, const char *text, size_t length,
                           geojson_error *error);

/// Counts of what was read and of what is worth a note.
typedef struct {
  int64_t features, paths, positions, columns, names, broken;
  /// Features that were let go, which `features` does not count.
  int64_t far;
  /// Features with positions of more than two numbers, GeometryCollections taken apart, rings closed
  /// here, features without a `properties` member, features whose `id` is neither text nor number;
  /// whether the document was not a FeatureCollection, and whether its `crs` names no system.
  int64_t heights, collections, unclosed, without_properties, bad_ids, bare, unknown_crs;
  /// Features that a service says it has of what was asked, 0 where it does not; and whether it says that it
  /// stopped at its limit.
  int64_t matched, at_limit;
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

/// Number of each feature among all of the text, counted from 1; only where some may be let go. Shape:
/// features.
const int64_t *geojson_numbers(const geojson_features *features);

/// Around all positions of the text, also of features that were let go; only where some may be.
geojson_box geojson_extent(const geojson_features *features);

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

/// A feature with a part that breaks the rules of its kind and was left out: it may have no paths then.
/// `problem` is that of the first such part, `feature` counts from 1, among those that are there.
typedef struct {
  int64_t feature;
  const char *problem;
} geojson_broken;
geojson_broken geojson_get_broken(const geojson_features *features, int64_t index);

#ifdef __cplusplus
}
#endif
