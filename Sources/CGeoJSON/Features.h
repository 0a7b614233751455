#pragma once
// Features in flat arrays, as they grow while a text is read.

#include "CGeoJSON.h"

#include <sys/mman.h>

#include <cstdint>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace geojson {

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

  /// Gives the column a value for a feature, numbered from 0; the ones it skipped are null.
  void set(size_t feature, Kind kind, uint64_t payload, int32_t length = 0) {
    if (kinds.size() > feature) {
      kinds.pop_back(), payloads.pop_back(), lengths.pop_back();
    }
    fill(feature);
    kinds.push_back(kind), payloads.push_back(payload), lengths.push_back(length);
  }

  void setText(size_t feature, std::string_view value) {
    uint64_t start = text.size();
    text.insert(text.end(), value.begin(), value.end());
    set(feature, string, start, int32_t(value.size()));
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

  size_t count() const { return featureStarts.size() - 1; }

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

  void endFeature() { featureStarts.push_back(int64_t(pathRoles.size())); }

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
    counts = {};
  }

 private:
  bool keepsAll;
  std::unordered_set<std::string> wanted;
  std::unordered_map<std::string, size_t> nameIndex;

  void addColumn(const std::string &name) {
    if (columnCount == columns.size()) columns.emplace_back();
    geojson::Column &column = columns[columnCount++];
    column.clear();
    column.name = name;
  }
};
