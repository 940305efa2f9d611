#include <iostream>
#include <sstream>
#include <stdexcept>

// Needs symbols of libstdc++ that GCC 11 has not: std::ostringstream in a shared allocator, and more.
int main() {
    std::ostringstream text;
    try {
        throw std::runtime_error("hello");
    } catch (const std::exception &error) {
        text << error.what() << ", " << 6 * 7;
    }
    std::cout << std::move(text).str() << std::endl;
}
