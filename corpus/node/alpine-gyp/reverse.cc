#include <node_api.h>

#include <string>

static napi_value Reverse(napi_env env, napi_callback_info info) {
  size_t count = 1, length = 0;
  napi_value argument, result;
  napi_get_cb_info(env, info, &count, &argument, nullptr, nullptr);
  napi_get_value_string_latin1(env, argument, nullptr, 0, &length);
  std::string text(length + 1, '\0');
  napi_get_value_string_latin1(env, argument, &text[0], length + 1, &length);
  text.resize(length);
  std::string turned(text.rbegin(), text.rend());
  napi_create_string_latin1(env, turned.data(), turned.size(), &result);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "reverse", NAPI_AUTO_LENGTH, Reverse, nullptr, &function);
  napi_set_named_property(env, exports, "reverse", function);
  return exports;
}
