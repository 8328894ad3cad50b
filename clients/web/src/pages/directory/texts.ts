import { catalogue } from "@/locale/catalogue.ts";

export const directoryTexts = catalogue(
  {
    title: "Directory",
    lead: "Who and what there is. Choose a row to see its events and its numbers.",
    lists: "Lists of the directory",
    kinds: {
      partnerships: "Partnerships", partners: "Partner organisations",
      anchors: "Anchor institutions", suppliers: "Suppliers", investments: "Investments",
    },
    search: "Search",
    searchHelp: {
      partnerships: "Beginnings of words of the name or id.",
      partners: "Beginnings of words of the name or id.",
      anchors: "Beginnings of words of the name or id.",
      suppliers: "Beginnings of words of the name or id.",
      investments: "Beginnings of the id, the deal or who is paid.",
    },
    narrow: "Narrow by place and kind",
    placeHelp: "A code, such as the ZIP code 02119.",
    any: "Any",
    filters: {
      phase: "Phase now", strategy: "Strategy", model: "Model", anchor: "Anchor",
      geography: "Place", type: "Kind", place: "Place", class: "Class held today",
      instrument: "Kind", partnership: "Partnership",
    },
    notFound: "Nothing here is like that",
    notFoundHelp: "Use fewer words or another place or kind.",
    empty: {
      partnerships: "There is no partnership yet", partners: "There is no partner yet",
      anchors: "There is no anchor yet", suppliers: "There is no supplier yet",
      investments: "There is no investment that you may see",
    },
  },
  {
    title: "Directorio",
    lead: "Quién y qué hay. Elija una fila para ver sus eventos y sus cifras.",
    lists: "Listas del directorio",
    kinds: {
      partnerships: "Alianzas", partners: "Organizaciones socias",
      anchors: "Instituciones ancla", suppliers: "Proveedores", investments: "Inversiones",
    },
    search: "Buscar",
    searchHelp: {
      partnerships: "Comienzos de palabras del nombre o identificador.",
      partners: "Comienzos de palabras del nombre o identificador.",
      anchors: "Comienzos de palabras del nombre o identificador.",
      suppliers: "Comienzos de palabras del nombre o identificador.",
      investments: "Comienzos del identificador, de la operación o de quien cobra.",
    },
    narrow: "Acotar por lugar y clase",
    placeHelp: "Un código, como el código postal 02119.",
    any: "Cualquiera",
    filters: {
      phase: "Fase actual", strategy: "Estrategia", model: "Modelo", anchor: "Institución ancla",
      geography: "Lugar", type: "Clase", place: "Lugar", class: "Clase que tiene hoy",
      instrument: "Clase", partnership: "Alianza",
    },
    notFound: "Aquí no hay nada así",
    notFoundHelp: "Use menos palabras, u otro lugar u otra clase.",
    empty: {
      partnerships: "Todavía no hay ninguna alianza", partners: "Todavía no hay ningún socio",
      anchors: "Todavía no hay ninguna institución ancla",
      suppliers: "Todavía no hay ningún proveedor",
      investments: "No hay ninguna inversión que usted pueda ver",
    },
  },
);
