package task

import (
	"reflect"
	"testing"
)

func TestOrdered(t *testing.T) {
	got := List{"b": 1, "a": 2}.Ordered()
	if want := []string{"a", "b"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}
