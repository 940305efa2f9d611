#include "rank.h"

#include <algorithm>
#include <string>
#include <vector>

struct entry {
    std::string name;
    int points;
};

struct ranking {
    std::vector<entry> entries;
};

ranking *ranking_new() { return new ranking; }

void ranking_add(ranking *r, const char *name, int points) {
    r->entries.push_back({name, points});
    std::stable_sort(r->entries.begin(), r->entries.end(),
                     [](const entry &a, const entry &b) { return a.points > b.points; });
}

int ranking_size(ranking *r) { return static_cast<int>(r->entries.size()); }

const char *ranking_name(ranking *r, int place) { return r->entries[place].name.c_str(); }

void ranking_free(ranking *r) { delete r; }
