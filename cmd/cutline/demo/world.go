package demo

import "cutline/archive/embedded"

// world are pictures with captions in other scripts, and from agencies
// outside Europe.
func world() []picture {
	return []picture{
		{wheat, 1152, 768, 9, []file{{
			path: "wire/ukrinform/zhnyva-poltava.jpg",
			words: []said{
				{embedded.Headline, "Жнива на Полтавщині"},
				{embedded.Caption, "Комбайн збирає пшеницю на полі під Полтавою, 14 липня 2023 року. Фото: Оксана Дорошко/Укрінформ"},
				{embedded.By, "Оксана Дорошко"},
				{embedded.Credit, "Укрінформ"},
				{embedded.Source, "Укрінформ"},
				{embedded.City, "Полтава"},
				{embedded.Country, "Україна"},
				{embedded.CountryCode, "UKR"},
				{embedded.Keyword, "врожай"},
				{embedded.Taken, "2023-07-14T13:05:00+03:00"},
				{embedded.Moved, "2023-07-14T11:30:00+00:00"},
			},
		}}},
		{crescent, 768, 1152, 22, []file{{
			path: "wire/reuters/ar-ramadan-hilal.jpg",
			words: []said{
				{embedded.Headline, "هلال رمضان فوق القاهرة القديمة"},
				{embedded.Caption, "هلال شهر رمضان فوق مسجد في القاهرة القديمة يوم 10 مارس آذار 2024. تصوير: ليلى منصور - رويترز"},
				{embedded.By, "ليلى منصور"},
				{embedded.Credit, "رويترز"},
				{embedded.Source, "X90233"},
				{embedded.City, "القاهرة"},
				{embedded.Country, "مصر"},
				{embedded.CountryCode, "EGY"},
				{embedded.Taken, "2024-03-10T18:22:00+02:00"},
				{embedded.Moved, "2024-03-10T17:05:00+00:00"},
			},
		}}},
		{fuji, 900, 900, 8, []file{{
			path: "wire/kyodo/fuji-sakura.jpg",
			words: []said{
				{embedded.Headline, "富士山と満開の桜"},
				{embedded.Caption, "湖畔で満開を迎えた桜と富士山=2023年4月5日、山梨県富士河口湖町(写真:共同通信社/有村由紀)"},
				{embedded.By, "有村由紀"},
				{embedded.Credit, "共同通信社"},
				{embedded.Source, "共同通信社"},
				{embedded.City, "富士河口湖町"},
				{embedded.State, "山梨県"},
				{embedded.Country, "日本"},
				{embedded.CountryCode, "JPN"},
				{embedded.Taken, "2023-04-05T06:10:00+09:00"},
				{embedded.Moved, "2023-04-05T00:40:00+00:00"},
			},
			places: []embedded.Statement{{
				Place: embedded.XMP, Property: "dc:description", Lang: "en",
				Value: "Mount Fuji is seen beyond cherry trees in full bloom by the lake in Fujikawaguchiko, Japan, April 5, 2023. (Yuki Arimura/Kyodo)",
			}},
		}}},
		{docks, 1152, 768, 17, []file{{
			path: "wire/xinhua/230511-tianjin-port.jpg",
			words: []said{
				{embedded.Headline, "CHINA-TIANJIN-PORT-TRADE (CN)"},
				{embedded.Caption, "(230511) -- TIANJIN, May 11, 2023 (Xinhua) -- A container ship leaves a terminal of Tianjin Port in north China's Tianjin, May 11, 2023. (Xinhua/Luo Mingzhe)"},
				{embedded.By, "Luo Mingzhe"},
				{embedded.Credit, "Xinhua"},
				{embedded.Source, "Xinhua"},
				{embedded.City, "Tianjin"},
				{embedded.Country, "China"},
				{embedded.CountryCode, "CHN"},
				{embedded.Keyword, "trade"},
				{embedded.Keyword, "shipping"},
				{embedded.Category, "FIN"},
				{embedded.Taken, "2023-05-11T12:24:00+08:00"},
				{embedded.Moved, "2023-05-11T06:50:00+00:00"},
			},
		}}},
		{balloons, 900, 900, 19, []file{{
			path: "wire/getty/anadolu-balloons.jpg",
			words: []said{
				{embedded.Headline, "Hot-air balloons at sunrise in Cappadocia"},
				{embedded.Caption, "NEVSEHIR, TURKIYE - SEPTEMBER 18: Hot-air balloons glide over the valleys at sunrise in Nevsehir, Turkiye on September 18, 2023. (Photo by Emre Tuncay/Anadolu via Getty Images)"},
				{embedded.By, "Anadolu"},
				{embedded.Credit, "Anadolu via Getty Images"},
				{embedded.Source, "Anadolu"},
				{embedded.City, "Nevsehir"},
				{embedded.Country, "Turkiye"},
				{embedded.CountryCode, "TUR"},
				{embedded.Keyword, "tourism"},
				{embedded.SupplierID, "990003341"},
				{embedded.Taken, "2023-09-18T06:31:00+03:00"},
				{embedded.Moved, "2023-09-18T05:20:00+00:00"},
			},
		}}},
	}
}
