#include "path.h"

#include <exception>
#include <iostream>
#include <iterator>

int main() {
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    try {
        std::cout << path_length(text) << "\n";
    } catch (const std::exception &e) {
        std::cerr << e.what() << "\n";
        return 1;
    }
}
