#include <node_api.h>
#include <qrencode.h>
#include <stdlib.h>

/* encode(text): the modules of a QR code as a string of # and spaces, row by row */
static napi_value encode(napi_env env, napi_callback_info info) {
  napi_value argument, result;
  size_t count = 1;
  char text[512];

  napi_get_cb_info(env, info, &count, &argument, NULL, NULL);
  if (napi_get_value_string_utf8(env, argument, text, sizeof text, NULL) != napi_ok) {
    napi_throw_type_error(env, NULL, "a string wanted");
    return NULL;
  }

  QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
  if (code == NULL) {
    napi_throw_error(env, NULL, "does not fit");
    return NULL;
  }

  size_t width = (size_t)code->width, length = width * (width + 1);
  char *rows = malloc(length), *next = rows;
  for (size_t y = 0; y < width; y++) {
    for (size_t x = 0; x < width; x++) *next++ = code->data[y * width + x] & 1 ? '#' : ' ';
    *next++ = '\n';
  }
  napi_create_string_latin1(env, rows, length, &result);
  free(rows);
  QRcode_free(code);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "encode", NAPI_AUTO_LENGTH, encode, NULL, &function);
  napi_set_named_property(env, exports, "encode", function);
  return exports;
}
