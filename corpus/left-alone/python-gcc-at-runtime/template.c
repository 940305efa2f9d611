#include <Python.h>
#include <stdio.h>

int main(void)
{
	printf("%ld\n", (long)(EXPRESSION));
	return 0;
}
