{
  'targets': [
    { 'target_name': 'reverse', 'sources': ['reverse.cc'] },
  ],
}
