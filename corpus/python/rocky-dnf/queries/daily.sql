select shop, sum(total) from sale where day = current_date - 1 group by shop;
