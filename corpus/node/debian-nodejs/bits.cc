#include <node_api.h>

#include <bitset>

namespace {

napi_value Pop(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument, result;
  uint32_t value = 0;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  napi_get_value_uint32(env, argument, &value);
  napi_create_uint32(env, static_cast<uint32_t>(std::bitset<32>(value).count()), &result);
  return result;
}

napi_value Init(napi_env env, napi_value exports) {
  napi_value pop;
  napi_create_function(env, "pop", NAPI_AUTO_LENGTH, Pop, nullptr, &pop);
  napi_set_named_property(env, exports, "pop", pop);
  return exports;
}

}  // namespace

NAPI_MODULE(bits, Init)
