#pragma once
#include <string>

// Sum of the distances between points "x,y;x,y;…". Throws std::invalid_argument.
double path_length(const std::string &points);
