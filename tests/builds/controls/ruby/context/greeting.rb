# Needs extensions in C, and the gems that come with Ruby.
require "bundler"
require "digest"
require "erb"
require "json"
require "openssl"
require "psych"
require "zlib"

name = Psych.load("hello: world").to_json
puts ERB.new(File.read("templates/greeting.erb")).result(binding)
puts Gem.default_dir, Gem.dir, RbConfig.ruby, Encoding.default_external
