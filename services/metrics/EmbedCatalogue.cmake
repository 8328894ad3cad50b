# Writes OUTPUT, a C++ file that holds the text of FILES (names, in ROOT). Run with cmake -P while
# building, so that the program needs no file of the catalogue when it runs.
set(text "// Generated from services/metrics/catalogue.\n")
string(APPEND text "#include \"services/metrics/catalogue.h\"\n\n")
string(APPEND text "namespace anchorledger::metrics {\nnamespace {\n")
string(APPEND text "constexpr CatalogueFile kFiles[] = {\n")
foreach(file IN LISTS FILES)
  file(READ "${ROOT}/${file}" content)
  string(APPEND text "    {\"${file}\", R\"catalogue(${content})catalogue\"},\n")
endforeach()
string(APPEND text "};\n}  // namespace\n\n")
string(APPEND text "std::span<const CatalogueFile> EmbeddedCatalogue() { return kFiles; }\n\n")
string(APPEND text "}  // namespace anchorledger::metrics\n")
file(WRITE "${OUTPUT}" "${text}")
