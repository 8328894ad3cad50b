\set supplier random(0, 999)
\set minor random(1000, 25000000)
INSERT INTO events (id, stream, version, event_type, anchor, effective_on, body)
SELECT gen_random_uuid(), 'purchase/' || gen_random_uuid(), 1, 806, 'net-anchor-0', '2024-03-11',
       jsonb_build_object('supplier_id', 's-' || :supplier, 'minor', :minor + i, 'currency', 'USD',
                          'category', 'laundry', 'is_construction', false, 'addressable', true)
FROM generate_series(1, 100) AS i;
