<?php
echo bcadd('1', '2'), ' ', mb_strtoupper('grüße'), ' ', json_encode(extension_loaded('curl')), "\n";
