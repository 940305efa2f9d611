#include "path.h"

#include <cmath>
#include <sstream>
#include <stdexcept>

double path_length(const std::string &points) {
    std::istringstream in(points);
    std::string point;
    double sum = 0, last_x = 0, last_y = 0;
    for (bool first = true; std::getline(in, point, ';'); first = false) {
        const auto comma = point.find(',');
        if (comma == std::string::npos) throw std::invalid_argument("no point: " + point);
        const double x = std::stod(point.substr(0, comma)), y = std::stod(point.substr(comma + 1));
        if (!first) sum += std::hypot(x - last_x, y - last_y);
        last_x = x;
        last_y = y;
    }
    return sum;
}
