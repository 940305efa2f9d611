#include <Python.h>

static PyObject *roll(PyObject *self, PyObject *seed)
{
	unsigned long state = PyLong_AsUnsignedLong(seed);

	if (PyErr_Occurred())
		return NULL;
	state = state * 6364136223846793005UL + 1442695040888963407UL;
	return PyLong_FromUnsignedLong((state >> 33) % 6 + 1);
}

static PyMethodDef methods[] = {{"roll", roll, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "dice", NULL, -1, methods};

PyMODINIT_FUNC PyInit_dice(void) { return PyModule_Create(&module); }
