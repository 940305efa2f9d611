package main

// #cgo pkg-config: sqlite3
// #include <sqlite3.h>
// #include <stdlib.h>
import "C"

import (
	"errors"
	"unsafe"
)

type database struct{ handle *C.sqlite3 }

func open(path string) (*database, error) {
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	db := new(database)
	if C.sqlite3_open(name, &db.handle) != C.SQLITE_OK {
		return nil, db.failure()
	}
	return db, nil
}

func (db *database) exec(statement string) error {
	text := C.CString(statement)
	defer C.free(unsafe.Pointer(text))
	if C.sqlite3_exec(db.handle, text, nil, nil, nil) != C.SQLITE_OK {
		return db.failure()
	}
	return nil
}

func (db *database) number(query string) (int, error) {
	text := C.CString(query)
	defer C.free(unsafe.Pointer(text))
	var statement *C.sqlite3_stmt
	if C.sqlite3_prepare_v2(db.handle, text, -1, &statement, nil) != C.SQLITE_OK {
		return 0, db.failure()
	}
	defer C.sqlite3_finalize(statement)
	if C.sqlite3_step(statement) != C.SQLITE_ROW {
		return 0, db.failure()
	}
	return int(C.sqlite3_column_int(statement, 0)), nil
}

func (db *database) failure() error { return errors.New(C.GoString(C.sqlite3_errmsg(db.handle))) }

func (db *database) close() { C.sqlite3_close(db.handle) }
