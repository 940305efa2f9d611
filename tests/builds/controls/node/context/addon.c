/* An addon that npm compiles when the package is installed, and that only glibc can load. */
#define NAPI_VERSION 8
#include <gnu/libc-version.h>
#include <node_api.h>

static napi_value marks(napi_env env, napi_callback_info info) {
    napi_value count;
    napi_create_int32(env, gnu_get_libc_version()[0] - '0', &count);
    return count;
}

NAPI_MODULE_INIT() {
    napi_value function;
    napi_create_function(env, "marks", NAPI_AUTO_LENGTH, marks, NULL, &function);
    napi_set_named_property(env, exports, "marks", function);
    return exports;
}
