#pragma once
// C interface over simdjson: GeoJSON text in, flat arrays out.
#ifdef __cplusplus
extern "C" {
#endif

/// Version of the simdjson library in use, e.g. "3.0.1".
const char *geojson_simdjson_version(void);

#ifdef __cplusplus
}
#endif
