// What is to be known about metrics, in Spanish: the server's notes by their English words. A note
// that is newer than this page stays in English.
type Note = readonly [english: string, spanish: string];

const notes: readonly Note[] = [
  [
    "The limit is set in USD: assets in another currency leave the answer undefined.",
    "El límite está fijado en USD: con activos en otra moneda no hay respuesta.",
  ],
  [
    "Cut by partnership, phase or place, the allocated amount stays whole; a group shows the " +
    "late allocations that it draws on.",
    "Por alianza, fase o lugar, el monto asignado queda entero; cada grupo muestra las " +
    "asignaciones atrasadas de las que toma.",
  ],
  [
    "Meant to be grouped by phase. A partnership that went back has several spells, and each " +
    "counts.",
    "Pensada para agrupar por fase. Una alianza que volvió atrás tiene varias estancias, y " +
    "cada una cuenta.",
  ],
  [
    "Every partnership has the milestones of every phase ahead of it, whichever phase it is in.",
    "Cada alianza tiene por delante los hitos de todas las fases, esté en la que esté.",
  ],
  [
    "An organisation at two convenings is two attendances.",
    "Una organización en dos encuentros son dos asistencias.",
  ],
  [
    "The parts are never added. Introductions to funders are not recorded yet.",
    "Las partes nunca se suman. Las presentaciones a financiadores aún no se registran.",
  ],
  [
    "A report that says there is nothing to report counts as received.",
    "Un informe que dice que no hay nada que informar cuenta como recibido.",
  ],
  [
    "The metric is computed over the window of the question, narrowed to the scope of the " +
    "target. Met or not met from the day the target is due, before that not yet due.",
    "La métrica se calcula para el período de la pregunta, dentro del alcance de la meta. Se " +
    "cumple o no desde el día en que vence; antes, aún no vence.",
  ],
  [
    "Never added to homes completed (C-02). The day a deal closes is not recorded yet, so a " +
    "projection may be replaced after it.",
    "Nunca se suma a las viviendas terminadas (C-02). El día del cierre aún no se registra, " +
    "así que una proyección puede cambiar después.",
  ],
  [
    "The parts are never added: one home may be in several.",
    "Las partes nunca se suman: una vivienda puede estar en varias.",
  ],
  [
    "The baseline is the report that a later one names, else the first. C-13, C-14 and the " +
    "transfers kept always add up to C-15.",
    "La línea de base es el informe que otro posterior nombra; si no, el primero. C-13, C-14 " +
    "y los traslados conservados siempre suman C-15.",
  ],
  [
    "A job that moved in from elsewhere is not a job created.",
    "Un empleo trasladado de otro lugar no es un empleo creado.",
  ],
  [
    "A promise: never added to capital deployed (I-04).",
    "Una promesa: nunca se suma al capital desplegado (I-04).",
  ],
  [
    "Recycling of returned capital is not recorded yet: all cash is new money.",
    "El capital devuelto que se reutiliza aún no se registra: todo el dinero es nuevo.",
  ],
  [
    "A loan whose rate is not known is in neither sum.",
    "Un préstamo cuya tasa no se conoce no está en ninguna de las dos sumas.",
  ],
  [
    "Money that came before the anchor never counts. A co-investment of another anchor of the " +
    "network is that anchor's own commitment.",
    "El dinero que llegó antes que la institución ancla nunca cuenta. La coinversión de otra " +
    "institución de la red es compromiso de esa institución.",
  ],
  [
    "Cut by partnership, phase or place, a reported total stays whole; the fallback is cut.",
    "Por alianza, fase o lugar, un total declarado queda entero; lo que se calcula en su " +
    "lugar se reparte.",
  ],
  [
    "Net: purchases less reversals and credits, each on its own day; it may be negative.",
    "Neto: compras menos devoluciones y créditos, cada uno en su día; puede ser negativo.",
  ],
  [
    "The numerator is addressable as well, or the share could pass 100 %.",
    "También el numerador es gasto orientable; si no, la proporción podría pasar del 100 %.",
  ],
  [
    "Contracts and purchase commitments are no spend; only invoices are.",
    "Los contratos y compromisos de compra no son gasto; solo lo son las facturas.",
  ],
  [
    "Not the sum of P-02, P-04 and P-10: an invoice in several of them counts once.",
    "No es la suma de P-02, P-04 y P-10: una factura que está en varias cuenta una vez.",
  ],
  [
    "A supplier paid in two currencies is one firm in the cells of each.",
    "Un proveedor pagado en dos monedas es una empresa en las celdas de cada una.",
  ],
  [
    "A hire without a residence counts as not local.",
    "Una contratación sin lugar de residencia cuenta como no local.",
  ],
  [
    "Reports are totals so far: an earlier report of the same cohort is replaced, not added.",
    "Los informes son totales hasta la fecha: uno anterior del mismo grupo se reemplaza, no " +
    "se suma.",
  ],
  [
    "Placements are reported by the pipeline; they are never added to hires.",
    "Las colocaciones las informa el programa de formación; nunca se suman a las contrataciones.",
  ],
  [
    "The living wage is that of the set which the report names.",
    "El salario digno es el de la tabla que nombra el informe.",
  ],
];

export const notesEs: Readonly<Record<string, string>> = Object.fromEntries(notes);
