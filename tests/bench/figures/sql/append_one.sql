\set supplier random(0, 999)
\set minor random(1000, 25000000)
INSERT INTO events (id, stream, version, event_type, anchor, effective_on, body)
VALUES (gen_random_uuid(), 'purchase/' || gen_random_uuid(), 1, 806, 'net-anchor-0', '2024-03-11',
        jsonb_build_object('supplier_id', 's-' || :supplier::text, 'minor', :minor::bigint,
                           'currency', 'USD', 'category', 'laundry', 'is_construction', false,
                           'addressable', true));
