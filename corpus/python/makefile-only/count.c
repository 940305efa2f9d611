#include <ctype.h>
#include <stdio.h>

int main(void)
{
	long words = 0;
	int c, inside = 0;

	while ((c = getchar()) != EOF) {
		words += !isspace(c) && !inside;
		inside = !isspace(c);
	}
	printf("%ld\n", words);
	return 0;
}
