#include <stddef.h>
#include <stdint.h>

uint32_t crc(const unsigned char *data, size_t size)
{
	uint32_t crc = 0xffffffffu;
	while (size--) {
		crc ^= *data++;
		for (int bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ (0xedb88320u & -(crc & 1));
	}
	return ~crc;
}
