SELECT partnership, phase, date_trunc('quarter', invoice_date) AS quarter,
       sum(minor) FILTER (WHERE is_local) AS local_spend,
       sum(minor) FILTER (WHERE community_wealth) AS community_wealth_spend
FROM purchases JOIN suppliers ON suppliers.id = supplier
WHERE anchor = 0
GROUP BY 1, 2, 3;
