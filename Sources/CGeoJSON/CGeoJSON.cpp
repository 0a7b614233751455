#include "CGeoJSON.h"

#include <simdjson.h>

#define AS_TEXT_(x) #x
#define AS_TEXT(x) AS_TEXT_(x)

const char *geojson_simdjson_version(void) { return AS_TEXT(SIMDJSON_VERSION); }
