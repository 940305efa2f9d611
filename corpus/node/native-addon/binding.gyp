{
  # node-gyp reads this as Python
  "targets": [
    {
      "target_name": "distance",
      "sources": ["src/distance.cc"],
      "include_dirs": ["<!@(node -p \"require('node-addon-api').include\")"],
      "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"],
    },
  ],
}
