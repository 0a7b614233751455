#pragma once
// Features in flat arrays, as they grow while a text is read.

#include "CGeoJSON.h"

#include <sys/mman.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace geojson {

/// The smallest box that holds both.
inline geojson_box united(geojson_box a, geojson_box b) {
  return {std::min(a.min_x, b.min_x), std::min(a.min_y, b.min_y), std::max(a.max_x, b.max_x),
          std::max(a.max_y, b.max_y)};
}

inline bool meet(geojson_box a, geojson_box b) {
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/// The box around no position.
inline constexpr geojson_box nowhere = {INFINITY, INFINITY, -INFINITY, -INFINITY};

/// Coordinates. Growing moves pages, not values, and no page is taken up before it is written to.
class Coordinates {
 public:
  Coordinates() = default;
  ~Coordinates() {
    if (memory) munmap(memory, capacity * positionSize);
  }
  Coordinates(const Coordinates &) = delete;
  Coordinates &operator=(const Coordinates &) = delete;

  /// Number of positions.
  size_t count = 0;

  const double *position(size_t index) const { return memory + 2 * index; }

  /// Around the positions from the given one on.
  geojson_box box(size_t first) const {
    geojson_box box = nowhere;
    for (size_t i = first; i < count; i++) {
      const double *xy = position(i);
      box = united(box, {xy[0], xy[1], xy[0], xy[1]});
    }
    return box;
  }

  void append(double x, double y) {
    size_t room;
    double *place = this->room(room);
    place[0] = x;
    place[1] = y;
    count++;
  }

  /// Where the next positions go, and how many of them there is room for: one at least.
  double *room(size_t &positions) {
    if (count == capacity) grow();
    positions = capacity - count;
    return memory + 2 * count;
  }

 private:
  static constexpr size_t positionSize = 2 * sizeof(double);
  size_t capacity = 0;
  double *memory = nullptr;

  void grow() {
    size_t larger = capacity ? 2 * capacity : 65'536;
    void *place = memory ? mremap(memory, capacity * positionSize, larger * positionSize,
                                  MREMAP_MAYMOVE)
                         : mmap(nullptr, larger * positionSize, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED) throw std::bad_alloc();
    memory = static_cast<double *>(place);
    capacity = larger;
  }
};

/// The values of an attribute.
struct Column {
  std::string name;
  std::vector<uint8_t> kinds;
  std::vector<uint64_t> payloads;
  std::vector<int32_t> lengths;
  std::vector<uint8_t> text;

  enum Kind : uint8_t { null, boolean, whole, number, string };

  void clear() {
    kinds.clear(), payloads.clear(), lengths.clear(), text.clear();
  }

  /// Gives the column a value for a feature, numbered from 0, unless it has one: the first counts. The
  /// ones it skipped are null.
  void set(size_t feature, Kind kind, uint64_t payload, int32_t length = 0) {
    if (kinds.size() > feature) return;
    fill(feature);
    kinds.push_back(kind), payloads.push_back(payload), lengths.push_back(length);
  }

  void setText(size_t feature, std::string_view value) {
    if (kinds.size() > feature) return;
    uint64_t start = text.size();
    text.insert(text.end(), value.begin(), value.end());
    set(feature, string, start, int32_t(value.size()));
  }

  /// Takes back the value of a feature, where it has one.
  void cut(size_t feature) {
    if (kinds.size() <= feature) return;
    if (kinds[feature] == string) text.resize(payloads[feature]);
    kinds.pop_back(), payloads.pop_back(), lengths.pop_back();
  }

  void fill(size_t count) {
    if (kinds.size() == count) return;
    kinds.resize(count, null), payloads.resize(count, 0), lengths.resize(count, 0);
  }
};

/// What a path is; the values are those of `geojson_path_roles`.
enum Role : uint8_t { shell, hole, line, point };

}  // namespace geojson

struct geojson_features {
  geojson_features(const char *const *fields, size_t fieldCount)
      : keepsAll(fieldCount == SIZE_MAX) {
    if (!keepsAll) wanted.insert(fields, fields + fieldCount);
  }

  geojson::Coordinates coordinates;
  std::vector<int64_t> pathStarts{0};
  std::vector<uint8_t> pathRoles;
  std::vector<int64_t> featureStarts{0};
  /// The first `columnCount` are in use; the others keep their memory for later.
  std::vector<geojson::Column> columns;
  size_t columnCount = 0;
  std::vector<std::string> names;
  /// Column of each name, or -1 where it is not kept.
  std::vector<int> columnOfName;
  std::vector<std::pair<int64_t, const char *>> broken;
  std::string crs;
  geojson_counts counts{};

  /// Where features have to come near, if `isSelective`.
  geojson_box near = geojson::nowhere;
  bool isSelective = false;
  /// Numbers of the features, if `isSelective`.
  std::vector<int64_t> numbers;
  geojson_box extent = geojson::nowhere;

  size_t count() const { return featureStarts.size() - 1; }
  /// Features so far, those that were let go too.
  int64_t seen() const { return int64_t(count()) + counts.far; }

  void endPath(geojson::Role role) {
    pathStarts.push_back(int64_t(coordinates.count));
    pathRoles.push_back(role);
  }

  /// Takes back the paths from the given one on.
  void cutPaths(size_t count) {
    coordinates.count = size_t(pathStarts[count]);
    pathStarts.resize(count + 1);
    pathRoles.resize(count);
  }

  void endFeature() {
    if (isSelective) {
      if (letsGo()) return;
      numbers.push_back(seen() + 1);
    }
    featureStarts.push_back(int64_t(pathRoles.size()));
  }

  /// Number of an attribute's name, a new one where it has none.
  size_t numberOf(std::string_view name) {
    auto [found, isNew] = nameIndex.try_emplace(std::string(name), names.size());
    if (!isNew) return found->second;
    names.push_back(found->first);
    bool keeps = keepsAll || wanted.count(found->first);
    columnOfName.push_back(keeps ? int(columnCount) : -1);
    if (keeps) addColumn(found->first);
    return found->second;
  }

  /// Forgets everything but its memory.
  void clear() {
    coordinates.count = 0;
    pathStarts.resize(1), pathRoles.clear(), featureStarts.resize(1);
    columnCount = 0;
    names.clear(), nameIndex.clear(), columnOfName.clear(), broken.clear(), crs.clear();
    counts = {}, numbers.clear(), extent = geojson::nowhere;
  }

 private:
  bool keepsAll;
  std::unordered_set<std::string> wanted;
  std::unordered_map<std::string, size_t> nameIndex;

  /// Takes back the feature under way where it lies far away.
  bool letsGo() {
    size_t firstPath = size_t(featureStarts.back());
    geojson_box box = coordinates.box(size_t(pathStarts[firstPath]));
    extent = geojson::united(extent, box);
    if (pathRoles.size() == firstPath || geojson::meet(box, near)) return false;
    cutPaths(firstPath);
    if (!broken.empty() && broken.back().first > int64_t(count())) broken.pop_back();
    for (size_t i = 0; i < columnCount; i++) columns[i].cut(count());
    counts.far++;
    return true;
  }

  void addColumn(const std::string &name) {
    if (columnCount == columns.size()) columns.emplace_back();
    geojson::Column &column = columns[columnCount++];
    column.clear();
    column.name = name;
  }
};
