// Help below fields in Spanish: hiring, wages, suppliers, contracts and purchases.
export const workHelpEs: Readonly<Record<string, string>> = {
  cohort_id: "El grupo de personas que se sigue en el tiempo.",
  "PipelineCohortReported.program_id": "El programa de formación al que pertenece el grupo.",
  "PipelineCohortReported.period": "Los días de los que habla el informe.",
  "PipelineCohortReported.applied": "Cuántas personas pidieron entrar.",
  "PipelineCohortReported.enrolled": "Cuántas personas comenzaron el programa.",
  "PipelineCohortReported.completed": "Cuántas personas completaron el programa.",
  "PipelineCohortReported.placed_anchor":
    "De quienes terminaron, las personas que tomó la institución ancla.",
  "PipelineCohortReported.placed_other":
    "De quienes terminaron, las personas que tomaron otros empleadores.",
  employer_org_id: "Quién da el empleo.",
  "HireRecorded.employer_org_id":
    "Quién contrató: una institución ancla, u otra organización en contrataciones derivadas.",
  "HireRecorded.cohort_id": "El grupo al que pertenecen estas personas.",
  "HireRecorded.count": "Cuántas personas empezaron a trabajar.",
  "HireRecorded.residence_geo":
    "Vacío si no se sabe. Con menos de 11 personas, nada más fino que un código postal.",
  pathway_id: "El programa por el que llegaron; vacío si ninguno.",
  "HireRecorded.education_required": "Los estudios mínimos para obtener el empleo.",
  "HireRecorded.job_family":
    "El grupo mayor de la clasificación de ocupaciones, con dos dígitos.",
  "HireRecorded.fte_x100": "La jornada de cada persona contratada; 1 es tiempo completo.",
  "HireRecorded.starting_wage_cents_per_hour": "Lo que se paga al empezar; vacío si no se sabe.",
  "HireRecorded.benefits_eligible": "Por ejemplo, seguro médico o jubilación.",
  "HireRecorded.target_population_counts":
    "Cuántas pertenecen a cada población; vacío si no se sabe.",
  "TargetPopulationCounts.returning_citizen": "Personas que vuelven después de estar en prisión.",
  "TargetPopulationCounts.refugee": "Personas que llegaron buscando refugio.",
  "TargetPopulationCounts.youth": "Personas jóvenes que buscan su primer empleo.",
  "TargetPopulationCounts.veteran": "Personas que sirvieron en las fuerzas armadas.",
  "TargetPopulationCounts.disability": "Personas que viven con una discapacidad.",
  "TargetPopulationCounts.public_housing": "Personas que viven en vivienda pública.",
  "TargetPopulationCounts.other": "Cualquier población que no esté en la lista.",
  "TargetPopulationCounts.unknown": "Personas de las que no se sabe, o que no lo dijeron.",
  "HireRecorded.hire_kind": "De qué manera se emplea a las personas.",
  "RetentionReported.checkpoint_days": "Cuántos días pasaron: 90, 180, 365 o 730.",
  "RetentionReported.cohort_size": "Cuántas personas se contrataron al principio.",
  "RetentionReported.still_employed": "Cuántas de ellas siguen trabajando allí.",
  "RetentionReported.reasons_left": "Cuántas personas se fueron por cada motivo.",
  "CodeCount.code": "El código bajo el que se cuenta.",
  "CodeCount.count": "El número que corresponde al código.",
  "PromotionRecorded.cohort_id":
    "El grupo con que se contrató a estas personas; vacío si no se sabe.",
  "PromotionRecorded.count": "Cuántas personas pasaron a un empleo mejor.",
  "PromotionRecorded.from_education_req": "Los estudios mínimos para el puesto de antes.",
  "PromotionRecorded.to_education_req": "Los estudios mínimos para el puesto de ahora; no menores.",
  "PromotionRecorded.from_wage_cents_per_hour": "Lo que se pagaba por hora antes.",
  "PromotionRecorded.to_wage_cents_per_hour": "Lo que se paga por hora ahora; no menos que antes.",
  as_of: "El día al que corresponden las cifras.",
  "WageReported.workers_count": "De cuántas personas se miró el salario.",
  "WageReported.median_wage_cents_per_hour": "El salario que la mitad de las personas no supera.",
  "WageReported.p25_wage_cents_per_hour":
    "El salario que una de cada cuatro personas no supera; no mayor que la mediana.",
  "WageReported.at_or_above_living_wage_count":
    "Cuántas personas ganan al menos lo que cuesta vivir.",
  "WageReported.living_wage_set_id":
    "La tabla que se usó; se prefiere a la que se buscaría al leer.",
  supplier_id: "La empresa que vende.",
  "SupplierRegistered.supplier_id": "El identificador con que se nombrará al proveedor.",
  "SupplierRegistered.partner_id":
    "El socio que es la misma organización; vacío si no es ninguno.",
  "SupplierRegistered.name":
    "De quien trabaja por cuenta propia, su nombre comercial o su identificador.",
  "SupplierRegistered.business_geo":
    "El lugar donde opera; vacío si no se sabe, y entonces nunca cuenta como local.",
  "SupplierRegistered.ownership_form":
    "La figura legal de la propiedad; déjelo sin elegir si no la sabe.",
  "SupplierRegistered.size": "Déjelo sin elegir si no lo sabe.",
  "SupplierRegistered.naics": "El código NAICS de seis dígitos; vacío si no se sabe.",
  "SupplierClassified.class": "La clase que se le reconoce.",
  "SupplierClassified.pct_owned_bp":
    "Las clases de propiedad exigen al menos 51 por ciento; solo puede faltar cuando responde " +
    "por ello alguien distinto del proveedor.",
  "SupplierClassified.certifier": "Quién responde por ello; sin elegir si nadie lo hace.",
  "SupplierClassified.cert_ref": "El número que lleva el certificado; vacío si no lo hay.",
  "SupplierClassificationEnded.class": "La clase que deja de tener.",
  "SupplierClassificationEnded.on": "Desde este día ya no cuenta en la clase.",
  contract_id: "El contrato al que pertenece; vacío si ninguno.",
  "ContractAwarded.contract_id": "El identificador con que se nombrará al contrato.",
  "ContractAwarded.supplier_id": "La empresa que ganó el contrato.",
  "ContractAwarded.category": "Lo que se comprará con este contrato.",
  "SpendCategory.scheme": "De qué lista es el código.",
  "SpendCategory.code": "El código de esa lista, o las palabras que usa la institución.",
  "ContractAwarded.annual_value": "Lo que se piensa gastar cada año.",
  "ContractAwarded.total_value": "Lo que se piensa gastar de principio a fin.",
  "ContractAwarded.start": "Desde este día rige el contrato.",
  "ContractAwarded.end": "Hasta este día rige el contrato.",
  "ContractAwarded.solicited_local_bidders": "Cuántas empresas del lugar se invitó a ofertar.",
  "ContractAwarded.bidders_total": "Cuántas compitieron en total.",
  "ContractAwarded.unbundled":
    "Si se dividió en contratos menores para que puedan ofertar empresas pequeñas.",
  "ContractAwarded.vendor_pipeline_required":
    "Si quien gana tiene que contratar a personas que salen de un programa de formación.",
  "PurchaseRecorded.purchase_id": "El identificador con que se nombrará a la compra.",
  "PurchaseRecorded.supplier_id": "La empresa a la que se paga.",
  "PurchaseRecorded.invoice_date": "Las clases y los lugares son los que valían en esta fecha.",
  "PurchaseRecorded.paid_date": "Vacío si no se pagó o si no se sabe.",
  "PurchaseRecorded.amount": "El monto de la factura.",
  "PurchaseRecorded.category": "Los bienes o servicios de la factura.",
  is_construction: "Si se trata de una obra.",
  addressable: "Si quien compra puede decidir a qué proveedor va el dinero.",
  "PurchaseRecorded.tier":
    "Siempre 1, gasto directo; el gasto de un contratista con sus subcontratistas es otro evento.",
  "PurchaseReversed.purchase_id": "La compra de la que se devuelve dinero.",
  "PurchaseReversed.amount": "La cantidad que volvió, como número positivo.",
  occurred_on:
    "Cuando la fecha tuvo que pasar a un período abierto; no posterior a la fecha del registro.",
  reason: "El motivo, de los que hay en la lista.",
  "SupplierCreditRecorded.credit_id": "El identificador con que se nombrará al crédito.",
  "SupplierCreditRecorded.supplier_id": "La empresa que dio el crédito.",
  "SupplierCreditRecorded.credit_date":
    "Las clases y los lugares son los que valían en esta fecha.",
  "SupplierCreditRecorded.amount": "El crédito, como número positivo.",
  "SupplierCreditRecorded.category": "Los bienes o servicios a los que corresponde el crédito.",
};
