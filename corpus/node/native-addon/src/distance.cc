#include <napi.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace {

size_t Distance(const std::u16string& a, const std::u16string& b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({cost, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

Napi::Value Call(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (info.Length() < 2 || !info[0].IsString() || !info[1].IsString()) {
    Napi::TypeError::New(env, "two strings wanted").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto a = info[0].As<Napi::String>().Utf16Value();
  auto b = info[1].As<Napi::String>().Utf16Value();
  return Napi::Number::New(env, static_cast<double>(Distance(a, b)));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("distance", Napi::Function::New(env, Call));
  return exports;
}

}  // namespace

NODE_API_MODULE(distance, Init)
