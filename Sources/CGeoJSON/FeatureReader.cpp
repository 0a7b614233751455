#include "FeatureReader.h"

#include <simdjson.h>

#include <cstring>

namespace geojson {

/// Whether an object or array begins here; otherwise says what is wrong with what does.
bool FeatureReader::stands(char bracket, const char *complaint) {
  if (text.peek() == bracket) return true;
  return text.skipValue() && complain(complaint);
}

/// Reads the text of a `type` member.
bool FeatureReader::type(std::string_view &value, const char *complaint) {
  return stands('"', complaint) && text.string(value);
}

/// Keeps the place of a value, the first one of its name, and passes over it.
bool FeatureReader::remember(size_t &place) {
  text.peek();
  if (place == 0) place = text.offset();
  return text.skipValue();
}

/// Reads what stands at a place that was remembered.
bool FeatureReader::at(size_t place, bool (FeatureReader::*read)()) {
  size_t back = text.offset();
  text.moveTo(place);
  if (!(this->*read)()) return false;
  text.moveTo(back);
  return true;
}

// Documents

bool FeatureReader::elements(size_t limit, bool &isLast) {
  isInFeatures = true;
  isLast = false;
  do {
    text.peek();
    if (text.offset() >= limit) return true;
    if (!feature()) return false;
  } while (text.take(','));
  isLast = true;
  return text.peek() == ']' || text.fail(notJSON, "a ',' or ']' is missing behind a feature");
}

bool FeatureReader::document() {
  text.peek();
  size_t start = text.offset(), typeAt = 0, featuresAt = 0, crsAt = 0;
  if (!stands('{', "the top level is not an object")) return false;
  bool isJSON = text.members([&](std::string_view key) {
    if (key == "type") return remember(typeAt);
    if (key == "features") return remember(featuresAt);
    if (key == "crs") return remember(crsAt);
    if (key == "properties" && text.peek() == '{') return text.members([&](std::string_view inner) {
      return inner == "exceededTransferLimit" ? atLimit() : text.skipValue();
    });
    return serviceMember(key);
  });
  if (!isJSON) return false;
  if (!text.isAtEnd()) return text.fail(notJSON, "something follows behind its end");
  if (typeAt == 0) return complain("the top level has no 'type'");
  if (crsAt != 0 && !at(crsAt, &FeatureReader::crs)) return false;
  text.moveTo(typeAt);
  std::string_view name;
  if (!type(name, "the top level has no 'type'")) return false;
  if (name == "FeatureCollection") {
    if (featuresAt == 0) return complain("there is no 'features'");
    text.moveTo(featuresAt);
    return collection();
  }
  isInFeatures = true;
  out.counts.bare = 1;
  bool isFeature = name == "Feature";
  text.moveTo(start);
  if (isFeature) return feature();
  if (!featureGeometry()) return false;
  out.endFeature();
  return true;
}

bool FeatureReader::collection() {
  if (!stands('[', "'features' is not an array")) return false;
  isInFeatures = true;
  return text.elements([&] { return feature(); });
}

/// What services say of a page of features: OGC API and WFS how many there are in all, ArcGIS that there are
/// more.
bool FeatureReader::serviceMember(std::string_view key) {
  if (key == "exceededTransferLimit") return atLimit();
  char next = text.peek();
  bool counts = key == "numberMatched" || key == "totalFeatures";
  if (!counts || next < '0' || next > '9') return text.skipValue();
  Number number;
  if (!text.number(number)) return false;
  if (number.isWhole && number.fits) out.counts.matched = number.whole;
  return true;
}

bool FeatureReader::atLimit() {
  if (text.peek() == 't') out.counts.at_limit = 1;
  return text.skipValue();
}

/// The `crs` member of the GeoJSON specification of 2008.
bool FeatureReader::crs() {
  bool hasProperties = false;
  bool isJSON = text.peek() != '{' ? text.skipValue() : text.members([&](std::string_view key) {
    if (key != "properties" || hasProperties) return text.skipValue();
    hasProperties = true;
    return text.peek() == '{' ? crsProperties() : text.skipValue();
  });
  out.counts.unknown_crs = out.crs.empty();
  return isJSON;
}

bool FeatureReader::crsProperties() {
  bool hasName = false;
  return text.members([&](std::string_view key) {
    if (key != "name" || hasName) return text.skipValue();
    hasName = true;
    if (text.peek() != '"') return text.skipValue();
    std::string_view name;
    if (!text.string(name)) return false;
    out.crs = name;
    return true;
  });
}

// Features

bool FeatureReader::feature() {
  if (!stands('{', "an element of 'features' is not an object")) return false;
  bool hasType = false, isFeature = false, hasProperties = false, hasGeometry = false;
  bool hasID = false;
  size_t idAt = 0, attributeCount = 0;
  bool isJSON = text.members([&](std::string_view key) {
    if (key == "type" && !hasType) {
      hasType = true;
      std::string_view name;
      if (!type(name, "the 'type' of a feature is not a text")) return false;
      isFeature = name == "Feature";
      return true;
    }
    if (key == "properties" && !hasProperties) {
      hasProperties = true;
      return attributes(attributeCount, hasID);
    }
    if (key == "geometry" && !hasGeometry) {
      hasGeometry = true;
      return text.peek() == 'n' ? text.skipValue() : featureGeometry();
    }
    return key == "id" ? remember(idAt) : text.skipValue();
  });
  if (!isJSON) return false;
  if (!isFeature) return complain("an element of 'features' is not of type Feature");
  if (!hasGeometry) return complain("a feature has no 'geometry'");
  out.counts.without_properties += !hasProperties;
  if (idAt != 0 && !idAttribute(idAt, hasID ? SIZE_MAX : attributeCount)) return false;
  out.endFeature();
  return true;
}

/// Takes the `id` member for an attribute, unless `number` says that there is one of that name.
bool FeatureReader::idAttribute(size_t place, size_t number) {
  size_t back = text.offset();
  text.moveTo(place);
  char first = text.peek();
  bool isWell = first == '"' || first == '-' || (first >= '0' && first <= '9');
  out.counts.bad_ids += !isWell;
  if (isWell && number != SIZE_MAX && !attribute("id", number)) return false;
  text.moveTo(back);
  return true;
}

bool FeatureReader::attributes(size_t &number, bool &hasID) {
  if (text.peek() == 'n') return text.skipValue();
  if (!stands('{', "'properties' is not an object")) return false;
  return text.members([&](std::string_view key) {
    hasID = hasID || key == "id";
    return attribute(key, number++);
  });
}

/// Features mostly have the same attributes in the same order, so look at the last one's first.
size_t FeatureReader::nameNumber(std::string_view name, size_t place) {
  if (place < lastNames.size() && out.names[lastNames[place]] == name) return lastNames[place];
  if (place >= lastNames.size()) lastNames.resize(place + 1);
  return lastNames[place] = out.numberOf(name);
}

bool FeatureReader::attribute(std::string_view name, size_t place) {
  int column = out.columnOfName[nameNumber(name, place)];
  return column < 0 ? text.skipValue() : value(out.columns[size_t(column)]);
}

bool FeatureReader::value(Column &column) {
  char first = text.peek();
  switch (first) {
    case '"': {
      std::string_view value;
      if (!text.string(value)) return false;
      column.setText(out.count(), value);
      return true;
    }
    case 't':
    case 'f': column.set(out.count(), Column::boolean, first == 't'); return text.skipValue();
    case 'n': column.set(out.count(), Column::null, 0); return text.skipValue();
    case '{':
    case '[': return nestedValue(column);
    default: return numberValue(column);
  }
}

/// Whole numbers of more than 64 bits are kept as text, since no number could hold them.
bool FeatureReader::numberValue(Column &column) {
  Number found;
  if (!text.number(found)) return false;
  uint64_t bits;
  std::memcpy(&bits, &found.value, sizeof bits);
  if (!found.isWhole) {
    column.set(out.count(), Column::number, bits);
  } else if (found.fits) {
    column.set(out.count(), Column::whole, uint64_t(found.whole));
  } else {
    column.setText(out.count(), found.token);
  }
  return true;
}

/// An object or array, as text without its spaces.
bool FeatureReader::nestedValue(Column &column) {
  std::string_view written;
  if (!text.skipped(written)) return false;
  std::string shortened(written.size(), '\0');
  size_t length = 0;
  if (simdjson::minify(written.data(), written.size(), shortened.data(), length))
    return text.fail(notJSON, "a nested value can't be read");
  column.setText(out.count(), std::string_view(shortened.data(), length));
  return true;
}

}  // namespace geojson
