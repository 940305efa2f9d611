#include <node_api.h>

#include <array>
#include <cstdint>
#include <string>

static std::array<uint32_t, 256> make_table() {
  std::array<uint32_t, 256> table{};
  for (uint32_t n = 0; n < 256; ++n) {
    uint32_t c = n;
    for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
    table[n] = c;
  }
  return table;
}

static napi_value crc32(napi_env env, napi_callback_info info) {
  static const auto table = make_table();
  size_t count = 1, length = 0;
  napi_value argument, result;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  if (napi_get_value_string_utf8(env, argument, nullptr, 0, &length) != napi_ok) {
    napi_throw_type_error(env, nullptr, "a string, please");
    return nullptr;
  }
  std::string text(length + 1, '\0');
  napi_get_value_string_utf8(env, argument, text.data(), length + 1, &length);
  uint32_t c = 0xFFFFFFFFu;
  for (size_t i = 0; i < length; ++i) c = table[(c ^ static_cast<uint8_t>(text[i])) & 0xFF] ^ (c >> 8);
  napi_create_uint32(env, ~c, &result);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "crc32", NAPI_AUTO_LENGTH, crc32, nullptr, &function);
  napi_set_named_property(env, exports, "crc32", function);
  return exports;
}
