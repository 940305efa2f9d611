#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

/* One generation of a text of rows, all equally long, on a torus. */
static PyObject *step(PyObject *self, PyObject *arg)
{
	Py_ssize_t size;
	const char *old = PyUnicode_AsUTF8AndSize(arg, &size);
	if (!old)
		return NULL;
	const char *end = strchr(old, '\n');
	Py_ssize_t width = end ? end - old : size, height = (size + 1) / (width + 1);
	char *new = PyMem_Malloc(size + 1);
	if (!new)
		return PyErr_NoMemory();
	memcpy(new, old, size + 1);
	for (Py_ssize_t y = 0; y < height; y++)
		for (Py_ssize_t x = 0; x < width; x++) {
			int around = 0;
			for (int dy = -1; dy <= 1; dy++)
				for (int dx = -1; dx <= 1; dx++)
					if (dx || dy)
						around += old[(y + dy + height) % height * (width + 1)
							      + (x + dx + width) % width] == '#';
			char *cell = &new[y * (width + 1) + x];
			*cell = around == 3 || (around == 2 && *cell == '#') ? '#' : '.';
		}
	PyObject *result = PyUnicode_FromStringAndSize(new, size);
	PyMem_Free(new);
	return result;
}

static PyMethodDef methods[] = {{"step", step, METH_O, "One generation."}, {0}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_step", NULL, -1, methods};

PyMODINIT_FUNC PyInit__step(void)
{
	return PyModule_Create(&module);
}
