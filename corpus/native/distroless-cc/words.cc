// Counts the words of a file, the most frequent first.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

int main(int count, char **arguments) {
    std::ifstream file(count > 1 ? arguments[1] : "/texts/poem.txt");
    if (!file) {
        std::cerr << "words: no such file\n";
        return 1;
    }
    std::map<std::string, int> seen;
    for (std::string word; file >> word;) {
        ++seen[word];
    }
    std::vector<std::pair<std::string, int>> order(seen.begin(), seen.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    for (const auto &[word, number] : order) {
        std::cout << number << ' ' << word << '\n';
    }
}
