// Only the reentrant interface: forgetting `_r` is then a compile error.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
