#include "FeatureReader.h"

namespace geojson {

FeatureReader::Kind FeatureReader::kindOf(std::string_view type) {
  if (type == "Polygon") return Kind::polygon;
  if (type == "MultiPolygon") return Kind::multiPolygon;
  if (type == "LineString") return Kind::line;
  if (type == "MultiLineString") return Kind::multiLine;
  if (type == "Point") return Kind::point;
  if (type == "MultiPoint") return Kind::multiPoint;
  if (type == "GeometryCollection") return Kind::collection;
  return Kind::unknown;
}

/// The geometry of a feature, without the parts that break the rules of their kind.
bool FeatureReader::featureGeometry() {
  const char *problem = nullptr;
  hasHeights = false;
  if (!geometry(problem)) return false;
  if (problem) out.broken.emplace_back(int64_t(out.count()) + 1, problem);
  out.counts.heights += hasHeights;
  return true;
}

/// Reads coordinates on the way where the type stands before them, and else afterwards.
bool FeatureReader::geometry(const char *&problem) {
  if (!stands('{', "a geometry is not an object")) return false;
  Kind kind = Kind::none;
  size_t coordinatesAt = 0, geometriesAt = 0;
  bool isRead = false;
  bool isJSON = text.members([&](std::string_view key) {
    if (key == "type" && kind == Kind::none) {
      std::string_view name;
      if (!type(name, "the 'type' of a geometry is not a text")) return false;
      kind = kindOf(name);
      return kind != Kind::unknown || complain("a geometry is of an unknown type");
    }
    if (key == "coordinates" && coordinatesAt == 0 && kind > Kind::none &&
        kind < Kind::collection) {
      coordinatesAt = text.offset();
      isRead = true;
      return geometryBody(kind, problem);
    }
    if (key == "coordinates") return remember(coordinatesAt);
    return key == "geometries" ? remember(geometriesAt) : text.skipValue();
  });
  if (!isJSON) return false;
  if (kind == Kind::none) return complain("a geometry has no 'type'");
  if (isRead) return true;
  size_t place = kind == Kind::collection ? geometriesAt : coordinatesAt;
  if (place == 0) return complain("a geometry lacks its 'coordinates' or 'geometries'");
  size_t back = text.offset();
  text.moveTo(place);
  if (!geometryBody(kind, problem)) return false;
  text.moveTo(back);
  return true;
}

bool FeatureReader::geometryBody(Kind kind, const char *&problem) {
  switch (kind) {
    case Kind::point: return takesEmptyArray() || pointPath();
    case Kind::multiPoint: return nested([&] { return pointPath(); });
    case Kind::line: return linePath(problem);
    case Kind::multiLine: return nested([&] { return linePath(problem); });
    case Kind::polygon: return polygon(problem);
    case Kind::multiPolygon: return nested([&] { return polygon(problem); });
    default:
      out.counts.collections++;
      return stands('[', "'geometries' is not an array") &&
             text.elements([&] { return geometry(problem); });
  }
}

template <typename Body>
bool FeatureReader::nested(Body body) {
  return stands('[', "'coordinates' are not nested as their type needs") && text.elements(body);
}

/// Plain positions, many at a time, or any other one.
bool FeatureReader::somePositions() {
  size_t room;
  double *xy = out.coordinates.room(room);
  size_t taken = text.takePositions(xy, room);
  out.coordinates.count += taken;
  return taken > 0 || position();
}

/// A position's numbers; heights are counted and left out.
bool FeatureReader::position() {
  double xy[2];
  size_t seen = 0;
  bool isWell = nested([&] {
    char first = text.peek();
    if (first != '-' && (first < '0' || first > '9'))
      return text.skipValue() && complain("a coordinate is not a number");
    Number number;
    if (!text.number(number)) return false;
    if (seen < 2) xy[seen] = number.value;
    seen++;
    return true;
  });
  if (!isWell) return false;
  if (seen < 2) return complain("a position has fewer than two numbers");
  hasHeights = hasHeights || seen > 2;
  out.coordinates.append(xy[0], xy[1]);
  return true;
}

bool FeatureReader::positions() {
  return nested([&] { return somePositions(); });
}

/// Passes over `[]`, which stands for a point without a place.
bool FeatureReader::takesEmptyArray() {
  size_t back = text.offset();
  if (text.take('[') && text.take(']')) return true;
  text.moveTo(back);
  return false;
}

bool FeatureReader::pointPath() {
  if (!position()) return false;
  out.endPath(point);
  return true;
}

bool FeatureReader::linePath(const char *&problem) {
  size_t first = out.coordinates.count;
  if (!positions()) return false;
  size_t length = out.coordinates.count - first;
  if (length == 1) return leavesOut(first, "a line has a single position", problem);
  if (length > 0) out.endPath(line);
  return true;
}

/// A polygon without an outer ring, or with a broken one, is left out with all its holes.
bool FeatureReader::polygon(const char *&problem) {
  Role role = shell;
  size_t first = out.pathRoles.size();
  bool isWell = nested([&] {
    if (!ringPath(role, problem)) return false;
    role = hole;
    return true;
  });
  if (!isWell || out.pathRoles.size() == first || out.pathRoles[first] == shell) return isWell;
  out.cutPaths(first);
  return leavesOut(out.coordinates.count, "a polygon has holes but no outer ring", problem);
}

bool FeatureReader::ringPath(Role role, const char *&problem) {
  size_t first = out.coordinates.count;
  if (!positions()) return false;
  size_t length = out.coordinates.count - first;
  if (length == 0) return true;
  const double *start = out.coordinates.position(first);
  const double *last = out.coordinates.position(first + length - 1);
  bool isOpen = start[0] != last[0] || start[1] != last[1];
  if (length + isOpen < 4)
    return leavesOut(first, "a ring has fewer than four positions", problem);
  if (isOpen) {
    out.counts.unclosed++;
    out.coordinates.append(start[0], start[1]);
  }
  out.endPath(role);
  return true;
}

/// Takes back the positions of a broken part; the first problem of a feature is told.
bool FeatureReader::leavesOut(size_t first, const char *what, const char *&problem) {
  out.coordinates.count = first;
  if (!problem) problem = what;
  return true;
}

}  // namespace geojson
