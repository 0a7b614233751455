#include "CGeoJSON.h"

#include <simdjson.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

namespace {

struct Column {
  std::string name;
  std::vector<uint8_t> kinds;
  std::vector<uint64_t> payloads;
  std::vector<int32_t> lengths;
  std::vector<uint8_t> text;

  /// Gives the column a value for the feature numbered `feature` from 0; the ones it skipped are null.
  void set(size_t feature, uint8_t kind, uint64_t payload, int32_t length) {
    if (kinds.size() > feature) {
      kinds.pop_back(), payloads.pop_back(), lengths.pop_back();
    }
    fill(feature);
    kinds.push_back(kind), payloads.push_back(payload), lengths.push_back(length);
  }

  void setText(size_t feature, std::string_view value) {
    uint64_t start = text.size();
    text.insert(text.end(), value.begin(), value.end());
    set(feature, 4, start, int32_t(value.size()));
  }

  void fill(size_t count) {
    kinds.resize(count, 0), payloads.resize(count, 0), lengths.resize(count, 0);
  }
};

enum Role : uint8_t { shell, hole, line, point };

}  // namespace

struct geojson_features {
  std::vector<double> positions;
  std::vector<int64_t> pathStarts{0};
  std::vector<uint8_t> pathRoles;
  std::vector<int64_t> featureStarts{0};
  std::vector<Column> columns;
  std::vector<std::string> names;
  std::unordered_map<std::string, size_t> nameIndex;
  /// Column of each name, or -1 where it is not kept.
  std::vector<int> columnOfName;
  std::vector<std::pair<int64_t, const char *>> broken;
  std::string crs;
  geojson_counts counts{};
};

namespace {

/// Walks a parsed text and fills the flat arrays.
class Reader {
 public:
  Reader(geojson_features &out, const char *const *fields, size_t fieldCount, geojson_error &error)
      : out(out), keepsAll(fieldCount == SIZE_MAX), error(error) {
    if (keepsAll) return;
    for (size_t i = 0; i < fieldCount; i++) wanted.emplace(fields[i], true);
  }

  bool document(element root) {
    object members;
    if (root.get(members)) return fail(3, "the top level is not an object");
    std::string_view type;
    if (members["type"].get(type)) return fail(3, "the top level has no 'type'");
    if (!readCrs(members)) return false;
    if (type == "FeatureCollection") {
      array features;
      if (members["features"].get(features)) return fail(3, "'features' is not an array");
      return elements(features);
    }
    out.counts.bare = 1;
    if (type == "Feature") return feature(root);
    return bareGeometry(root);
  }

  bool elements(array features) {
    for (element each : features)
      if (!feature(each)) return false;
    return true;
  }

  void finish() {
    for (Column &column : out.columns) column.fill(count());
  }

 private:
  geojson_features &out;
  bool keepsAll;
  geojson_error &error;
  std::unordered_map<std::string, bool> wanted;
  std::vector<size_t> lastNames;

  size_t count() const { return out.featureStarts.size() - 1; }

  bool fail(int code, const char *message) {
    error.code = code;
    error.feature = int64_t(out.featureStarts.size());
    std::snprintf(error.message, sizeof error.message, "%s", message);
    return false;
  }

  bool readCrs(object members) {
    element crs;
    if (members["crs"].get(crs)) return true;
    if (crs.is_null()) out.counts.unknown_crs = 1;
    std::string_view name;
    if (!crs["properties"]["name"].get(name)) out.crs = name;
    return true;
  }

  bool bareGeometry(element root) {
    return geometry(root) && endFeature();
  }

  bool feature(element each) {
    object members;
    if (each.get(members)) return fail(3, "an element of 'features' is not an object");
    std::string_view type;
    if (members["type"].get(type) || type != "Feature")
      return fail(3, "an element of 'features' is not of type Feature");
    element id, properties, shape;
    bool hasId = !members["id"].get(id);
    if (hasId && !id.is_string() && !id.is_number()) {
      out.counts.bad_ids++;
      hasId = false;
    }
    if (members["properties"].get(properties)) {
      out.counts.without_properties++;
    } else if (!attributes(properties, hasId ? &id : nullptr)) {
      return false;
    }
    if (members["geometry"].get(shape)) return fail(3, "a feature has no 'geometry'");
    if (!shape.is_null() && !geometry(shape)) return false;
    return endFeature();
  }

  bool endFeature() {
    out.featureStarts.push_back(int64_t(out.pathRoles.size()));
    return true;
  }

  // Attributes

  bool attributes(element properties, const element *id) {
    if (properties.is_null()) {
      if (id) attribute("id", *id, 0);
      return true;
    }
    object members;
    if (properties.get(members)) return fail(3, "'properties' is not an object");
    bool hasOwnId = false;
    size_t place = 0;
    for (auto member : members) {
      hasOwnId = hasOwnId || member.key == "id";
      attribute(member.key, member.value, place++);
    }
    if (id && !hasOwnId) attribute("id", *id, place);
    return true;
  }

  /// Features mostly have the same attributes in the same order, so look at the last one's place first.
  size_t number(std::string_view name, size_t place) {
    if (place < lastNames.size() && out.names[lastNames[place]] == name) return lastNames[place];
    auto [found, isNew] = out.nameIndex.try_emplace(std::string(name), out.names.size());
    if (isNew) addName(name);
    if (place >= lastNames.size()) lastNames.resize(place + 1);
    lastNames[place] = found->second;
    return found->second;
  }

  void addName(std::string_view name) {
    out.names.emplace_back(name);
    bool keeps = keepsAll || wanted.count(std::string(name));
    out.columnOfName.push_back(keeps ? int(out.columns.size()) : -1);
    if (!keeps) return;
    out.columns.emplace_back();
    out.columns.back().name = name;
  }

  void attribute(std::string_view name, element value, size_t place) {
    int column = out.columnOfName[number(name, place)];
    if (column < 0) return;
    Column &target = out.columns[size_t(column)];
    switch (value.type()) {
      case element_type::NULL_VALUE: target.set(count(), 0, 0, 0); break;
      case element_type::BOOL: target.set(count(), 1, value.get_bool().value_unsafe(), 0); break;
      case element_type::INT64:
        target.set(count(), 2, uint64_t(value.get_int64().value_unsafe()), 0);
        break;
      case element_type::UINT64:
        target.setText(count(), std::to_string(value.get_uint64().value_unsafe()));
        break;
      case element_type::DOUBLE: {
        double number = value.get_double().value_unsafe();
        uint64_t bits;
        std::memcpy(&bits, &number, sizeof bits);
        target.set(count(), 3, bits, 0);
        break;
      }
      case element_type::STRING: target.setText(count(), value.get_string().value_unsafe()); break;
      default: target.setText(count(), simdjson::minify(value)); break;
    }
  }

  // Geometry

  bool geometry(element shape) {
    size_t positions = out.positions.size();
    size_t paths = out.pathRoles.size();
    const char *problem = nullptr;
    if (!geometry(shape, problem)) return false;
    if (problem) {
      out.positions.resize(positions);
      out.pathRoles.resize(paths);
      out.pathStarts.resize(paths + 1);
      out.broken.emplace_back(int64_t(count()) + 1, problem);
    }
    return true;
  }

  bool geometry(element shape, const char *&problem) {
    object members;
    if (shape.get(members)) return fail(3, "a geometry is not an object");
    std::string_view type;
    if (members["type"].get(type)) return fail(3, "a geometry has no 'type'");
    if (type == "GeometryCollection") {
      array parts;
      if (members["geometries"].get(parts)) return fail(3, "'geometries' is not an array");
      out.counts.collections++;
      for (element part : parts)
        if (!geometry(part, problem)) return false;
      return true;
    }
    array coordinates;
    if (members["coordinates"].get(coordinates)) return fail(3, "'coordinates' is not an array");
    if (type == "Point") return coordinates.size() == 0 || pointPath(coordinates);
    if (type == "MultiPoint") return each(coordinates, [&](array a) { return pointPath(a); });
    if (type == "LineString") return linePath(coordinates, problem);
    if (type == "MultiLineString")
      return each(coordinates, [&](array a) { return linePath(a, problem); });
    if (type == "Polygon") return polygon(coordinates, problem);
    if (type == "MultiPolygon")
      return each(coordinates, [&](array a) { return polygon(a, problem); });
    return fail(3, "a geometry is of an unknown type");
  }

  template <typename Body>
  bool each(array members, Body body) {
    for (element member : members) {
      array inner;
      if (member.get(inner)) return fail(3, "'coordinates' are not nested as their type needs");
      if (!body(inner)) return false;
    }
    return true;
  }

  bool position(array numbers) {
    double xy[2];
    size_t seen = 0;
    for (element number : numbers) {
      double value;
      if (number.get(value)) return fail(3, "a coordinate is not a number");
      if (seen < 2) xy[seen] = value;
      seen++;
    }
    if (seen < 2) return fail(3, "a position has fewer than two numbers");
    if (seen > 2) out.counts.heights++;
    out.positions.push_back(xy[0]);
    out.positions.push_back(xy[1]);
    return true;
  }

  bool pointPath(array numbers) {
    if (!position(numbers)) return false;
    endPath(point);
    return true;
  }

  bool linePath(array coordinates, const char *&problem) {
    size_t first = out.positions.size();
    if (!each(coordinates, [&](array a) { return position(a); })) return false;
    size_t length = (out.positions.size() - first) / 2;
    if (length == 1) problem = "a line has a single position";
    if (length > 0) endPath(line);
    return true;
  }

  bool polygon(array rings, const char *&problem) {
    Role role = shell;
    size_t first = out.pathRoles.size();
    return each(rings, [&](array ring) {
      if (!ringPath(ring, role, problem)) return false;
      role = hole;
      if (out.pathRoles.size() > first && out.pathRoles[first] == hole)
        problem = "a polygon has holes but no outer ring";
      return true;
    });
  }

  bool ringPath(array coordinates, Role role, const char *&problem) {
    size_t first = out.positions.size();
    if (!each(coordinates, [&](array a) { return position(a); })) return false;
    size_t length = (out.positions.size() - first) / 2;
    if (length == 0) return true;
    double x = out.positions[first], y = out.positions[first + 1];
    if (x != out.positions[out.positions.size() - 2] || y != out.positions.back()) {
      out.counts.unclosed++;
      out.positions.push_back(x);
      out.positions.push_back(y);
      length++;
    }
    if (length < 4) problem = "a ring has fewer than four positions";
    endPath(role);
    return true;
  }

  void endPath(Role role) {
    out.pathStarts.push_back(int64_t(out.positions.size() / 2));
    out.pathRoles.push_back(role);
  }
};

int codeOf(simdjson::error_code error) {
  if (error == simdjson::UTF8_ERROR) return 2;
  if (error == simdjson::MEMALLOC) return 4;
  return 1;
}

void parse(const char *text, size_t length, bool isPart, const char *const *fields,
           size_t fieldCount, geojson_features &out, geojson_error &error) {
  size_t size = length + (isPart ? 2 : 0);
  simdjson::padded_string padded(size);
  if (padded.data() == nullptr && size > 0) {
    error.code = 4;
    return;
  }
  char *target = padded.data();
  if (isPart) *target++ = '[';
  if (length > 0) std::memcpy(target, text, length);
  if (isPart) target[length] = ']';

  simdjson::dom::parser parser;
  element root;
  if (auto failure = parser.parse(padded).get(root)) {
    error.code = codeOf(failure);
    std::snprintf(error.message, sizeof error.message, "%s", simdjson::error_message(failure));
    return;
  }
  Reader reader(out, fields, fieldCount, error);
  bool ok = isPart ? reader.elements(root.get_array().value_unsafe()) : reader.document(root);
  if (!ok) return;
  reader.finish();
}

}  // namespace

extern "C" {

geojson_features *geojson_read(const char *text, size_t length, bool is_part,
                               const char *const *fields, size_t field_count,
                               geojson_error *error) {
  *error = geojson_error{};
  auto *features = new (std::nothrow) geojson_features;
  if (!features) {
    error->code = 4;
    return nullptr;
  }
  try {
    parse(text, length, is_part, fields, field_count, *features, *error);
  } catch (const std::bad_alloc &) {
    error->code = 4;
  }
  return features;
}

void geojson_features_free(geojson_features *features) { delete features; }

geojson_counts geojson_get_counts(const geojson_features *features) {
  geojson_counts counts = features->counts;
  counts.features = int64_t(features->featureStarts.size()) - 1;
  counts.paths = int64_t(features->pathRoles.size());
  counts.positions = int64_t(features->positions.size() / 2);
  counts.columns = int64_t(features->columns.size());
  counts.names = int64_t(features->names.size());
  counts.broken = int64_t(features->broken.size());
  return counts;
}

const double *geojson_positions(const geojson_features *features) {
  return features->positions.data();
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
const char *geojson_crs(const geojson_features *features) {
  return features->crs.empty() ? nullptr : features->crs.c_str();
}
const char *geojson_name(const geojson_features *features, int64_t index) {
  return features->names[size_t(index)].c_str();
}
geojson_column geojson_get_column(const geojson_features *features, int64_t index) {
  const Column &column = features->columns[size_t(index)];
  return {column.name.c_str(),   column.kinds.data(), column.payloads.data(),
          column.lengths.data(), column.text.data(),  int64_t(column.text.size())};
}
geojson_broken geojson_get_broken(const geojson_features *features, int64_t index) {
  const auto &broken = features->broken[size_t(index)];
  return {broken.first, broken.second};
}
}
