#include <Python.h>
#include <string.h>

static PyObject *count(PyObject *self, PyObject *word)
{
	const char *c = PyUnicode_AsUTF8(word);
	long groups = 0;
	int inside = 0;

	if (!c)
		return NULL;
	for (; *c; c++) {
		int vowel = strchr("aeiouy", *c) != NULL;
		groups += vowel && !inside;
		inside = vowel;
	}
	return PyLong_FromLong(groups);
}

static PyMethodDef methods[] = {
	{"count", count, METH_O, "Groups of vowels in a word."},
	{NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_count", NULL, 0, methods};

PyMODINIT_FUNC PyInit__count(void) { return PyModule_Create(&module); }
