#ifdef __cplusplus
extern "C" {
#endif
typedef struct ranking ranking;
ranking *ranking_new(void);
void ranking_add(ranking *r, const char *name, int points);
int ranking_size(ranking *r);
const char *ranking_name(ranking *r, int place);
void ranking_free(ranking *r);
#ifdef __cplusplus
}
#endif
