#pragma once
// GeoJSON (RFC 7946): what the members of features and geometries mean.

#include "Features.h"
#include "JSONText.h"

#include <string_view>
#include <vector>

namespace geojson {

/// Reads features from a text into flat arrays. Of members with the same name the first counts.
class FeatureReader {
 public:
  FeatureReader(JSONText &text, geojson_features &out) : text(text), out(out) {}

  /// A FeatureCollection, a Feature or a geometry.
  bool document();

  /// Elements of a `features` array, up to the first that begins at `limit` or behind it, or to the
  /// bracket that closes the array.
  bool elements(size_t limit, bool &isLast);

  /// Feature under way, counted from 1; 0 outside all features.
  int64_t featureNumber() const { return isInFeatures ? out.seen() + 1 : 0; }

 private:
  JSONText &text;
  geojson_features &out;
  std::vector<size_t> lastNames;
  bool isInFeatures = false;
  bool hasHeights = false;

  enum class Kind {
    none, point, multiPoint, line, multiLine, polygon, multiPolygon, collection, unknown
  };
  static Kind kindOf(std::string_view type);

  bool complain(const char *what) { return text.fail(notGeoJSON, what); }
  bool stands(char bracket, const char *complaint);
  bool type(std::string_view &value, const char *complaint);
  bool remember(size_t &place);
  bool at(size_t place, bool (FeatureReader::*read)());

  bool collection();
  bool serviceMember(std::string_view key);
  bool atLimit();
  bool crs();
  bool crsProperties();
  bool feature();
  bool attributes(size_t &number, bool &hasID);
  bool idAttribute(size_t place, size_t number);
  size_t nameNumber(std::string_view name, size_t place);
  bool attribute(std::string_view name, size_t place);
  bool value(Column &column);
  bool numberValue(Column &column);
  bool nestedValue(Column &column);

  bool featureGeometry();
  bool geometry(const char *&problem);
  bool geometryBody(Kind kind, const char *&problem);
  bool somePositions();
  bool position();
  bool positions();
  bool takesEmptyArray();
  bool pointPath();
  bool linePath(const char *&problem);
  bool polygon(const char *&problem);
  bool ringPath(Role role, const char *&problem);
  bool leavesOut(size_t first, const char *what, const char *&problem);

  template <typename Body>
  bool nested(Body body);
};

}  // namespace geojson
