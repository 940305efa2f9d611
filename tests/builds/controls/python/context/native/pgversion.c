/* A module that links a library which the slim image lacks. */
#include <Python.h>
#include <libpq-fe.h>

static PyObject *major(PyObject *self, PyObject *arguments) {
    return PyLong_FromLong(PQlibVersion() / 10000);
}

static PyMethodDef methods[] = {
    {"major", major, METH_NOARGS, "The major version of libpq."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "pgversion", NULL, -1, methods};

PyMODINIT_FUNC PyInit_pgversion(void) {
    return PyModule_Create(&module);
}
